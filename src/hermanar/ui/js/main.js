// Everything here only smooths: with scripts off every page still reads, saves and signs.
document.documentElement.classList.add("js");
