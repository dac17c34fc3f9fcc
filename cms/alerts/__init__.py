"""What residents must hear in time: told, told anew, taken back; each telling stays."""
