// The advisor's console. Its pages are complete without it; this element makes the queue live, calls until an offer is answered, and gives keys.
import './chat';
import { Line } from './linea/linea';
import { background } from './linea/sfondo';

interface QueueFrame { n: number; kind?: string; mine: boolean }

const ringEvery = 3_000;

class Console extends HTMLElement {
  #seen = 0;
  #title = document.title;
  #audio = new AudioContext();
  #ring = 0;
  #announced = '';
  #status = document.createElement('p');
  #refreshing: Promise<void> | null = null;
  #again = false;

  connectedCallback(): void {
    this.#seen = Number(this.dataset.ultimo);
    this.#status.className = 'visually-hidden';
    this.#status.setAttribute('role', 'status');
    this.append(this.#status);
    document.addEventListener('keydown', (e) => this.#key(e));
    document.addEventListener('click', (e) => this.#click(e));
    this.addEventListener('cig-note', () => void this.#refresh());
    this.#ready();
    new Line((c, heard, ended) => {
      void this.#refresh();
      c.stream<QueueFrame>('Queue', this.#seen).subscribe({
        next: (frame) => {
          heard();
          this.#seen = Math.max(this.#seen, frame.n);
          if (frame.kind) void this.#refresh();
        },
        complete: () => ended(),
        error: () => ended(),
      });
    }, () => undefined, '/hubs/console').start();
  }

  /** The regions that change by themselves are asked of the page again; what somebody writes is never touched. */
  #refresh(): Promise<void> {
    if (this.#refreshing) { this.#again = true; return this.#refreshing; }
    this.#refreshing = this.#load().finally(() => {
      this.#refreshing = null;
      if (this.#again) { this.#again = false; void this.#refresh(); }
    });
    return this.#refreshing;
  }

  async #load(): Promise<void> {
    const answer = await fetch(location.pathname, background).catch(() => null);
    // A conversation that was sent on or taken over is no longer ours.
    if (answer?.status === 404) { location.assign('/operatore'); return; }
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const mark of ['[data-regione="coda"]', '[data-regione-note]']) {
      const [old, fresh] = [this.querySelector(mark), page.querySelector(mark)];
      if (!old || !fresh || old.innerHTML === fresh.innerHTML) continue;
      const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLButtonElement) : null;
      const [name, value, href] = [focused?.getAttribute('name'), focused?.getAttribute('value'), focused?.getAttribute('href')];
      old.innerHTML = fresh.innerHTML;
      if (href) old.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus();
      else if (name) (old.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"][value="${CSS.escape(value ?? '')}"]`) ?? (old as HTMLElement)).focus();
    }
    this.#ready();
  }

  get #offer(): HTMLElement | null { return this.querySelector('[data-offerta]'); }

  /** An offer cannot be missed: sound again and again, title, words once, and the desktop where that was allowed. */
  #ready(): void {
    const offer = this.#offer;
    const sound = this.querySelector<HTMLElement>('[data-suono]');
    const desktop = this.querySelector<HTMLElement>('[data-scrivania]');
    if (sound) sound.hidden = this.#audio.state === 'running';
    if (desktop) desktop.hidden = !('Notification' in window) || Notification.permission !== 'default';
    if (offer?.dataset.offerta === this.#announced) return;
    this.#announced = offer?.dataset.offerta ?? '';
    clearInterval(this.#ring);
    document.title = this.#title;
    if (!offer) return;
    this.#status.textContent = offer.dataset.annuncio!;
    document.title = `(!) ${offer.dataset.annuncio!}`;
    if ('Notification' in window && Notification.permission === 'granted') new Notification(offer.dataset.annuncio!, { tag: this.#announced });
    this.#sound();
    this.#ring = window.setInterval(() => {
      if (Date.now() > Number(offer.dataset.scade)) { clearInterval(this.#ring); void this.#refresh(); return; }
      document.title = document.title === this.#title ? `(!) ${offer.dataset.annuncio!}` : this.#title;
      this.#sound();
    }, ringEvery);
  }

  #sound(): void {
    if (this.#audio.state !== 'running') return;
    for (const [i, pitch] of [660, 880].entries()) {
      const tone = this.#audio.createOscillator();
      const level = this.#audio.createGain();
      tone.frequency.value = pitch;
      level.gain.value = 0.15;
      tone.connect(level).connect(this.#audio.destination);
      tone.start(this.#audio.currentTime + i * 0.2);
      tone.stop(this.#audio.currentTime + i * 0.2 + 0.15);
    }
  }

  #click(e: Event): void {
    void this.#audio.resume().then(() => this.#ready());
    const target = e.target as HTMLElement;
    if (target.closest('[data-scrivania]')) void Notification.requestPermission().then(() => this.#ready());
    if (target.closest('[data-apri-pronte]')) { e.preventDefault(); void this.#openReplies(); }
  }

  #key(e: KeyboardEvent): void {
    const writing = (e.target as HTMLElement).closest('input, textarea, select') !== null;
    const single = this.dataset.tasti === 'si' && !writing && !e.altKey && !e.ctrlKey && !e.metaKey;
    if (e.key === 'F6') { e.preventDefault(); this.#walk(e.shiftKey ? -1 : 1); }
    else if ((e.altKey && e.code === 'KeyN') || (single && e.key === 'n')) { e.preventDefault(); this.#next(); }
    else if ((e.altKey && e.code === 'KeyR') || (single && e.key === 'r')) { e.preventDefault(); void this.#openReplies(); }
    else if (single && e.key === '?') location.assign('/operatore/tasti');
  }

  /** From one of the three regions to the next. */
  #walk(step: number): void {
    const regions = [...this.querySelectorAll<HTMLElement>('[data-regione]')].filter((r) => r.offsetParent !== null);
    const now = regions.findIndex((r) => r.contains(document.activeElement));
    regions[(now + step + regions.length) % regions.length]?.focus();
  }

  #next(): void {
    (this.querySelector<HTMLButtonElement>('[data-offerta] button[name="accetta"]') ?? this.querySelector<HTMLButtonElement>('[data-prossima]'))?.click();
  }

  /** The canned replies beside the text: typing filters, Enter inserts and never sends. */
  async #openReplies(): Promise<void> {
    const place = this.querySelector<HTMLElement>('[data-pronte]');
    const link = this.querySelector<HTMLAnchorElement>('[data-apri-pronte]');
    if (!place || !link) return;
    const answer = await fetch(link.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const list = page.querySelector('[data-risposte]')!;
    const label = document.createElement('label');
    label.className = 'cig-label';
    label.textContent = page.querySelector('label[for="cerca"]')!.textContent;
    label.htmlFor = 'cig-filtro';
    const filter = document.createElement('input');
    filter.id = 'cig-filtro';
    filter.className = 'form-control';
    filter.autocomplete = 'off';
    place.replaceChildren(label, filter, list);
    place.hidden = false;
    const close = (): void => { place.hidden = true; place.replaceChildren(); this.querySelector('textarea')?.focus(); };
    const shown = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('li')].filter((li) => !li.hidden);
    const insert = (item?: HTMLElement): void => {
      const box = this.querySelector('textarea');
      if (!box || !item?.dataset.testo) return;
      box.value = box.value.trim() ? `${box.value}\n${item.dataset.testo}` : item.dataset.testo;
      close();
    };
    filter.addEventListener('input', () => list.querySelectorAll('li').forEach((li) => { li.hidden = !li.textContent!.toLowerCase().includes(filter.value.trim().toLowerCase()); }));
    place.onkeydown = (e) => {
      if (e.key === 'Escape') { e.preventDefault(); close(); }
      if (e.key === 'Enter' && e.target === filter) { e.preventDefault(); insert(shown().find((li) => li.dataset.testo)); }
    };
    list.addEventListener('click', (e) => {
      const link2 = (e.target as HTMLElement).closest('a');
      if (link2) { e.preventDefault(); insert(link2.closest('li')!); }
    });
    filter.focus();
  }
}

customElements.define('cig-console', Console);
