// After a form came back with errors, reading goes on at the list of them.
document.querySelector("[data-focus]")?.focus();
