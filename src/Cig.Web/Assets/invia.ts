// Sends a form that only carries fields from one address to another, or follows such a link. Without a script the button does the same.
document.querySelector<HTMLFormElement>('form[data-invia]')?.submit();
document.querySelector<HTMLAnchorElement>('a[data-invia]')?.click();
export {};
