// Warns before the session ends, and lets the person stay. Without it the page says the hour of the end, with a link that does the same in another tab.
// What is asked here by itself is no act of the person: only "Resta collegato" puts the end off.
import { background } from './linea/sfondo';

interface Left { seconds: number; canStay: boolean }

class Sessione extends HTMLElement {
  #text = document.createElement('p');
  #button = document.createElement('button');
  #timer = 0;

  connectedCallback(): void {
    const box = document.createElement('aside');
    box.className = 'container';
    box.setAttribute('aria-label', this.querySelector('aside')!.getAttribute('aria-label')!);
    this.#text.setAttribute('role', 'alert');
    this.#button.type = 'button';
    this.#button.className = 'btn btn-primary';
    box.append(this.#text, this.#button);
    this.replaceChildren(box);
    this.hidden = true;
    this.#button.addEventListener('click', () => void this.#stay());
    // A machine that slept, or another tab in which something was done: the server knows.
    document.addEventListener('visibilitychange', () => document.hidden || void this.#ask());
    void this.#ask();
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await fetch('/accedi/sessione', background).catch(() => null);
    if (answer?.status === 401) { this.#over(); return; }
    if (!answer?.ok) { this.#again(60); return; }
    const { seconds, canStay } = await answer.json() as Left;
    const warning = Number(this.dataset.avviso);
    if (seconds > warning) {
      this.#hide();
      this.#again(seconds - warning);
      return;
    }
    this.#warn(canStay ? this.dataset.scade! : this.dataset.ultima!, seconds, canStay);
    this.#again(Math.min(60, Math.max(1, seconds + 1)));
  }

  #again(seconds: number): void { this.#timer = window.setTimeout(() => void this.#ask(), Math.min(seconds, 86_400) * 1000); }

  /** Said aloud once, when it appears; the minutes then change without a word. */
  #warn(text: string, seconds: number, canStay: boolean): void {
    const words = text.replace('{0}', String(Math.max(1, Math.ceil(seconds / 60))));
    if (this.hidden) {
      this.hidden = false;
      this.#text.setAttribute('role', 'alert');
      document.dispatchEvent(new Event('cig-sessione'));
    } else this.#text.removeAttribute('role');
    if (this.#text.textContent !== words) this.#text.textContent = words;
    this.#button.hidden = !canStay;
    this.#button.textContent = this.dataset.resta!;
  }

  #hide(): void {
    if (this.hidden) return;
    const focused = this.contains(document.activeElement);
    this.hidden = true;
    this.#text.textContent = '';
    if (focused) document.querySelector<HTMLElement>('h1')?.focus();
  }

  async #stay(): Promise<void> {
    const answer = await fetch('/accedi/resta').catch(() => null);
    if (!answer?.ok) { await this.#ask(); return; }
    this.#text.setAttribute('role', 'alert');
    this.#text.textContent = this.dataset.restato!;
    this.#button.hidden = true;
    this.#timer = window.setTimeout(() => void this.#ask(), 5_000);
  }

  #over(): void {
    this.hidden = false;
    this.#text.setAttribute('role', 'alert');
    const link = document.createElement('a');
    link.href = `/accedi?ritorno=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = this.dataset.accedi!;
    this.#text.replaceChildren(`${this.dataset.finita} `, link);
    this.#button.hidden = true;
  }
}

customElements.define('cig-sessione', Sessione);
