// Puts the focus on what a person must read first: the summary of errors, or the confirmation after a redirect.
document.querySelector<HTMLElement>('.cig-riepilogo-errori, [data-fuoco]')?.focus();
export {};
