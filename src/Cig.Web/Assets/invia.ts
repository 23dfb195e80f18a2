// Sends a form that only carries fields from one address to another. Without a script its button does the same.
document.querySelector<HTMLFormElement>('form[data-invia]')?.submit();
export {};
