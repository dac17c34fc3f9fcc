// <a data-fetch href="…">: a file that comes down by itself as soon as this page is there.
document.querySelector("[data-fetch]")?.click();
