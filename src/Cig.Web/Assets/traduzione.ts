// Translations beside the originals, without leaving the page. Without this script each button is a plain form that gives the page back with the translation.
// What is asked for by itself, because the reader switched it on, is no act of hers and keeps no session open.
import { background } from './linea/sfondo';

interface Answer { status: string; text?: string; from?: string; to?: string }

class Translation extends HTMLElement {
  #log!: HTMLElement;
  #queue: Promise<void> = Promise.resolve();

  connectedCallback(): void {
    this.#log = this.closest('cig-chat')!.querySelector<HTMLElement>('.cig-log')!;
    this.#log.addEventListener('click', (e) => {
      const button = (e.target as HTMLElement).closest<HTMLButtonElement>('button[name="traduzione"]');
      if (!button) return;
      e.preventDefault();
      this.#press(button.closest('li')!, button);
    });
    this.querySelector('form')!.addEventListener('submit', (e) => { e.preventDefault(); void this.#switch(); });
    new MutationObserver((changes) => {
      for (const item of changes.flatMap((c) => [...c.addedNodes])) if (item instanceof HTMLLIElement) this.#arrived(item);
    }).observe(this.#log.querySelector('ol')!, { childList: true });
  }

  get #always(): boolean { return this.dataset.sempre === 'si'; }
  get #messages(): HTMLLIElement[] { return [...this.#log.querySelectorAll<HTMLLIElement>('li[data-detto]:not(.io)')]; }

  #arrived(item: HTMLLIElement): void {
    if (!item.matches('[data-detto]:not(.io)')) return;
    this.#offer(item);
    if (this.#always) this.#byItself(item);
  }

  /** The button that the page gives to its own messages. */
  #offer(item: HTMLLIElement): HTMLButtonElement {
    const there = item.querySelector('button');
    if (there) return there;
    const button = document.createElement('button');
    button.type = 'button';
    button.name = 'traduzione';
    button.className = 'btn btn-outline-primary btn-sm';
    this.#label(button, this.dataset.traduci!, item);
    item.append(button);
    return button;
  }

  #label(button: HTMLButtonElement, words: string, item: HTMLLIElement): void {
    const whose = document.createElement('span');
    whose.className = 'visually-hidden';
    whose.textContent = `(${item.querySelector('.cig-chi')!.textContent})`;
    button.replaceChildren(`${words} `, whose);
  }

  #press(item: HTMLLIElement, button: HTMLButtonElement): void {
    if (button.getAttribute('aria-disabled') === 'true') return;
    if (item.querySelector('div.cig-traduzione')) { this.#hide(item); return; }
    button.setAttribute('aria-disabled', 'true');
    void this.#ask(item, {}).then((answer) => { this.#show(item, answer, this.#words(answer)); }).finally(() => button.removeAttribute('aria-disabled'));
  }

  /** One after the other: a burst of messages is no burst of questions. */
  #byItself(item: HTMLLIElement): void {
    this.#queue = this.#queue.then(async () => {
      if (!this.#always || item.querySelector('div.cig-traduzione')) return;
      const answer = await this.#ask(item, background);
      if (!this.#always) return;
      if (answer.text !== undefined) this.#show(item, answer, '');
      this.#say(answer.text !== undefined || answer.status === 'too-long' ? '' : this.#words(answer));
    });
  }

  async #ask(item: HTMLLIElement, how: RequestInit): Promise<Answer> {
    const talk = this.closest<HTMLElement>('cig-chat')!.dataset.conversazione!;
    try {
      return await (await fetch(`/api/v1/conversazioni/${talk}/messaggi/${item.dataset.n!}/traduzione`, { ...how, method: 'POST' })).json() as Answer;
    } catch {
      return { status: 'not-available' };
    }
  }

  #words(answer: Answer): string {
    return answer.status === 'translated' ? '' : answer.status === 'too-long' ? this.dataset.lungo! : answer.status === 'too-fast' ? this.dataset.spesso! : this.dataset.guasto!;
  }

  /** Under the original, which stays first and whole. The log tells by itself what is added to it. */
  #show(item: HTMLLIElement, answer: Answer, failure: string): void {
    const atEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 40;
    const button = this.#offer(item);
    item.querySelector('.cig-traduzione')?.remove();
    const original = item.querySelector('p')!;
    if (answer.text === undefined) {
      const words = document.createElement('p');
      words.className = 'cig-traduzione';
      words.textContent = failure;
      button.before(words);
    } else {
      original.lang = answer.from!;
      const block = document.createElement('div');
      block.className = 'cig-traduzione';
      const mark = document.createElement('span');
      mark.className = 'cig-chi';
      mark.textContent = this.dataset.automatica!;
      const text = document.createElement('p');
      text.lang = answer.to!;
      text.textContent = answer.text;
      block.append(mark, text);
      button.before(block);
      this.#label(button, this.dataset.nascondi!, item);
    }
    if (atEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }

  #hide(item: HTMLLIElement): void {
    item.querySelector('.cig-traduzione')?.remove();
    this.#label(this.#offer(item), this.dataset.traduci!, item);
  }

  /** The page keeps the wish in its cookie; what is being typed stays where it is. */
  async #switch(): Promise<void> {
    const form = this.querySelector('form')!;
    const button = form.querySelector('button')!;
    const wish = button.value;
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form, button), redirect: 'manual' }).catch(() => null);
    if (answer?.type !== 'opaqueredirect') { this.#say(this.dataset.guasto!); return; }
    this.dataset.sempre = wish === 'traduci' ? 'si' : 'no';
    button.value = this.#always ? 'originali' : 'traduci';
    button.textContent = this.#always ? this.dataset.originali! : this.dataset.tutti!;
    this.#say('');
    for (const item of this.#always ? this.#messages.slice(-Number(this.dataset.ultimi)) : this.#messages) if (this.#always) this.#byItself(item); else this.#hide(item);
  }

  #say(text: string): void {
    const status = this.querySelector('.cig-esito')!;
    if (status.textContent !== text) status.textContent = text;
  }
}

customElements.define('cig-traduzione', Translation);
