// A page that renews a part of itself every ten seconds, until somebody asks it to pause.
import { background } from './linea/sfondo';

class Live extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-outline-primary mb-3';
    button.textContent = this.dataset.pausa!;
    button.addEventListener('click', () => {
      if (this.#timer) { clearInterval(this.#timer); this.#timer = 0; } else { this.#start(); }
      button.textContent = this.#timer ? this.dataset.pausa! : this.dataset.riprendi!;
    });
    this.prepend(button);
    this.#start();
  }

  #start(): void { this.#timer = window.setInterval(() => void this.#renew(), 10_000); }

  async #renew(): Promise<void> {
    const part = this.querySelector('[data-vivo]')!;
    // What somebody is reading with the keyboard is not taken away.
    if (document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(location.href, background).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-vivo]');
    if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  }
}

customElements.define('cig-live', Live);
