// The live part of a conversation. The page is complete without it; this element only makes messages arrive and leave by themselves.
// What is promised stands in docs/chat-protocol.md: a message is kept here until it is acknowledged, and "sent" is shown only then.
import { HubConnection } from '@microsoft/signalr';
import { Line, firstDelay } from './linea/linea';
import { background } from './linea/sfondo';

interface ChatEvent { n: number; kind: string; mine: boolean; author: string; clientMessageId?: string; text: string; at: string }
interface Beat { n: number; delivered: number; read: number; writes?: number }
interface Frame { event?: ChatEvent; beat?: Beat; resume?: boolean; reconnectIn?: number; signIn?: boolean }
interface Receipt { status: string; n: number }
interface Waiting { clientMessageId: string; text: string }

/** Events that move a conversation; their words are the page's. */
const moves = ['Guided', 'Reopened', 'Held', 'Resumed', 'Transferred', 'Returned', 'TakenOver', 'ListeningBegan', 'ListeningEnded'];
const writesEvery = 3_000;

/** An identifier that sorts by time (UUID version 7). */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

class Chat extends HTMLElement {
  #seen = 0;
  #otherDelivered = 0;
  #otherRead = 0;
  #unread = 0;
  #sending = false;
  #typing = 0;
  #draftKept = false;
  #wroteAt = 0;
  #otherWrites = 0;
  #otherAnnounced = false;
  #title = document.title;
  #line!: Line;

  connectedCallback(): void {
    this.#seen = Number(this.dataset.ultimo);
    if (this.dataset.aperta !== 'si') { this.#scroll(); return; }
    this.#line = new Line((c, heard, ended) => this.#listen(c, heard, ended), (up) => this.#say(up ? '' : this.dataset.interrotta!));
    this.#box.form!.addEventListener('submit', (e) => { e.preventDefault(); this.#compose(); });
    this.#box.addEventListener('keydown', (e) => {
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); this.#compose(); }
    });
    this.#news.addEventListener('click', () => { this.#scroll(); this.#log.focus(); });
    this.#log.addEventListener('scroll', () => this.#atEnd && this.#readAll());
    document.addEventListener('visibilitychange', () => document.hidden || (this.#atEnd && this.#readAll()));
    // What is being typed survives the end of a session: it is kept when typing pauses, when the warning comes, and when the page is left.
    addEventListener('pagehide', () => this.#keepDraft());
    document.addEventListener('cig-sessione', () => this.#box.value && this.#keepDraft(true));
    this.#box.addEventListener('input', () => { this.#writes(); clearTimeout(this.#typing); this.#typing = window.setTimeout(() => this.#keepDraft(), 2_000); });
    for (const waiting of this.#kept) this.#show({ n: 0, kind: 'Message', mine: true, author: '', clientMessageId: waiting.clientMessageId, text: waiting.text, at: new Date().toISOString() });
    this.#scroll();
    this.#line.start();
  }

  get #box(): HTMLTextAreaElement { return this.querySelector('textarea')!; }
  get #log(): HTMLElement { return this.querySelector('.cig-log')!; }
  get #list(): HTMLOListElement { return this.querySelector('.cig-log ol')!; }
  get #news(): HTMLButtonElement { return this.querySelector('.cig-nuovi')!; }
  get #id(): string { return this.dataset.conversazione!; }
  get #atEnd(): boolean { const l = this.#log; return l.scrollHeight - l.scrollTop - l.clientHeight < 40; }

  // What was typed and not yet acknowledged survives a reload in the browser's own store.
  get #kept(): Waiting[] { return JSON.parse(localStorage.getItem(`chat/${this.#id}`) ?? '[]') as Waiting[]; }
  set #kept(list: Waiting[]) {
    if (list.length) localStorage.setItem(`chat/${this.#id}`, JSON.stringify(list));
    else localStorage.removeItem(`chat/${this.#id}`);
  }

  #listen(connection: HubConnection, heard: () => void, ended: (reconnectIn?: number) => void): void {
    connection.stream<Frame>('Listen', this.#id, this.#seen).subscribe({
      next: (frame) => {
        heard();
        if (frame.event) this.#take(frame.event);
        if (frame.beat) this.#beat(frame.beat, ended);
        if (frame.resume) ended(frame.reconnectIn);
        if (frame.signIn) this.#signIn();
      },
      complete: () => ended(),
      error: () => ended(),
    });
    void this.#flush();
  }

  /** The session has ended: what was typed stays where it is, and the element of the session leads back in. */
  #signIn(): void {
    this.#line.end();
    this.#say(this.dataset.scaduta!);
  }

  /** Numbers have no holes: what is not new is dropped, and a hole means to ask again from the last one seen. */
  #take(event: ChatEvent): void {
    if (event.n <= this.#seen) return;
    this.#seen = event.n;
    // Words among staff are not part of the conversation; the console shows them beside it.
    if (['StaffOnly', 'Note', 'Whisper'].includes(event.kind)) { this.dispatchEvent(new CustomEvent('cig-note', { bubbles: true })); return; }
    if (event.mine && event.clientMessageId) this.#kept = this.#kept.filter((w) => w.clientMessageId !== event.clientMessageId);
    if (!event.mine) { this.#otherAnnounced = false; this.#tellWriting(0); }
    const stay = this.#atEnd;
    this.#show(event);
    if (event.mine || (stay && !document.hidden)) { this.#scroll(); this.#readAll(); }
    else { this.#unread++; this.#tellUnread(); this.#mark(this.#seen, 0); }
    if (event.kind === 'Joined') {
      this.#say(`${event.author} ${this.dataset.entrato}`);
      this.dataset.inCoda = 'no';
      void this.#situation();
    }
    // What has ended shows no form any more: the page knows how.
    if (event.kind === 'Closed' || event.kind === 'BecameRequest') location.reload();
    if (moves.includes(event.kind)) void this.#fromPage(event.n);
  }

  #beat(beat: Beat, ended: () => void): void {
    this.#otherDelivered = beat.delivered;
    this.#otherRead = beat.read;
    this.#tellMarks();
    this.#tellWriting(beat.writes ?? 0);
    if (this.dataset.inCoda === 'si') void this.#situation();
    if (beat.n > this.#seen) ended();
  }

  /** The other side learns that something is being typed, now and then and never what. */
  #writes(): void {
    if (!this.#box.value.trim() || Date.now() - this.#wroteAt < writesEvery) return;
    this.#wroteAt = Date.now();
    void this.#line.connection?.send('Writes', this.#id).catch(() => undefined);
  }

  /** That the other side is writing is announced once for each of its messages, however often it pauses; it ends by itself. */
  #tellWriting(milliseconds: number): void {
    const words = this.querySelector('.cig-scrive')!;
    const text = milliseconds > 0 ? this.dataset.scrive! : '';
    clearTimeout(this.#otherWrites);
    if (text) this.#otherWrites = window.setTimeout(() => this.#tellWriting(0), milliseconds);
    else words.setAttribute('aria-live', this.#otherAnnounced ? 'off' : 'polite');
    if (words.textContent === text) return;
    words.textContent = text;
    this.#otherAnnounced ||= text !== '';
  }

  /** The place in the queue and who has joined are words of the page: it is asked again, and only those words change. */
  async #situation(): Promise<void> {
    const answer = await fetch(location.pathname, background).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('[data-situazione]');
    document.querySelectorAll('[data-situazione]').forEach((old, i) => {
      if (fresh[i] && old.innerHTML !== fresh[i].innerHTML) old.innerHTML = fresh[i].innerHTML;
    });
  }

  /** What happened to the conversation is told in the page's words. */
  async #fromPage(n: number): Promise<void> {
    const answer = await fetch(location.pathname, background).catch(() => null);
    if (!answer?.ok) { location.reload(); return; }
    const item = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(`li[data-n="${n}"]`);
    const shown = this.querySelector(`li[data-n="${n}"]`);
    if (item && shown) { shown.className = item.className; shown.replaceChildren(...item.childNodes); }
    void this.#situation();
  }

  #compose(): void {
    const text = this.#box.value;
    if (!text.trim() || text.length > 2000) { this.#box.form!.submit(); return; }
    const waiting = { clientMessageId: newId(), text };
    this.#kept = [...this.#kept, waiting];
    this.#box.value = '';
    this.#wroteAt = 0;
    clearTimeout(this.#typing);
    if (this.#draftKept) this.#keepDraft();
    this.#box.focus();
    this.#show({ n: 0, kind: 'Message', mine: true, author: '', clientMessageId: waiting.clientMessageId, text, at: new Date().toISOString() });
    this.#scroll();
    void this.#flush();
  }

  /** Sends what waits, in order, one at a time; a repeat is harmless because the identifier stays the same. */
  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#kept[0]; next; next = this.#kept[0]) {
        const connection = this.#line.connection;
        if (!connection) return;
        const receipt = await connection.invoke<Receipt>('Say', this.#id, next);
        if (receipt.status === 'not-stored') { setTimeout(() => void this.#flush(), firstDelay + Math.random() * 5_000); throw new Error(receipt.status); }
        if (receipt.status === 'too-fast') { await new Promise((r) => setTimeout(r, 1_000)); continue; }
        if (receipt.status === 'closed') { this.#afterTheEnd(next); return; }
        if (receipt.status === 'sign-in') { this.#signIn(); throw new Error(receipt.status); }
        this.#kept = this.#kept.filter((w) => w.clientMessageId !== next.clientMessageId);
        this.#state(next.clientMessageId, receipt.status === 'accepted' ? this.dataset.inviato! : this.dataset.chiusa!, receipt.n);
      }
    } catch {
      for (const waiting of this.#kept) this.#state(waiting.clientMessageId, this.dataset.fallito!, 0);
    } finally {
      this.#sending = false;
    }
  }

  /** What came too late goes back into the box, and with it into the draft: the page of a closed conversation shows it and tells how to go on. */
  #afterTheEnd(late: Waiting): void {
    this.#kept = this.#kept.filter((w) => w.clientMessageId !== late.clientMessageId);
    this.#box.value = [late.text, ...this.#kept.map((w) => w.text), this.#box.value].filter((t) => t.trim()).join('\n');
    this.#kept = [];
    location.reload();
  }

  #show(event: ChatEvent): void {
    const known = event.clientMessageId ? this.#item(event.clientMessageId) : null;
    if (known) {
      if (event.n) { known.dataset.n = String(event.n); this.#state(event.clientMessageId!, this.dataset.inviato!, event.n); this.#list.append(known); }
      return;
    }
    const item = document.createElement('li');
    if (event.n) item.dataset.n = String(event.n);
    if (event.clientMessageId) item.dataset.id = event.clientMessageId;
    const hour = new Intl.DateTimeFormat('it-IT', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Rome' }).format(new Date(event.at));
    if (event.kind !== 'Message' && event.kind !== 'Attached') {
      item.className = 'cig-msg fatto';
      item.textContent = event.kind === 'Guided' ? this.dataset.indica! : moves.includes(event.kind) ? event.text : event.kind === 'Joined' ? `${event.author} ${this.dataset.entrato}` : event.kind === 'BecameRequest' ? this.dataset.richiesta! : this.dataset.chiusa!;
    } else {
      item.className = event.mine ? 'cig-msg io' : 'cig-msg';
      if (event.kind === 'Message') item.dataset.detto = '';
      const who = document.createElement('span');
      who.className = 'cig-chi';
      who.textContent = `${event.mine ? this.dataset.tu : event.author}, ${this.dataset.ore} ${hour}`;
      const text = document.createElement('p');
      if (event.kind === 'Attached') this.#file(text, event.text); else text.textContent = event.text;
      item.append(who, text);
      if (event.mine) {
        const state = document.createElement('span');
        state.className = 'cig-invio';
        state.textContent = event.n ? this.dataset.inviato! : this.dataset.attesa!;
        item.append(state);
      }
    }
    this.#list.append(item);
  }

  /** A file is a link to its download, with its kind and size. */
  #file(place: HTMLElement, body: string): void {
    const note = JSON.parse(body) as { id: string; name: string; kind: string; size: number };
    const link = document.createElement('a');
    link.href = `/api/v1/conversazioni/${this.#id}/allegati/${note.id}`;
    link.download = '';
    link.textContent = note.name;
    place.append(link, ` (${note.kind}, ${Math.max(1, Math.floor(note.size / 1024))} kB)`);
  }

  #item(clientMessageId: string): HTMLElement | null { return this.querySelector(`li[data-id="${clientMessageId}"]`); }

  #state(clientMessageId: string, text: string, n: number): void {
    const item = this.#item(clientMessageId);
    if (!item) return;
    if (n) item.dataset.n = String(n);
    item.querySelector('.cig-invio')!.textContent = text;
    this.#tellMarks();
  }

  #tellMarks(): void {
    for (const item of this.querySelectorAll<HTMLElement>('li.io[data-n]')) {
      const n = Number(item.dataset.n);
      const text = n <= this.#otherRead ? this.dataset.letto : n <= this.#otherDelivered ? this.dataset.consegnato : this.dataset.inviato;
      const state = item.querySelector('.cig-invio');
      if (state && state.textContent !== text) state.textContent = text!;
    }
  }

  #readAll(): void {
    this.#unread = 0;
    this.#tellUnread();
    this.#mark(this.#seen, document.hidden ? 0 : this.#seen);
  }

  #mark(delivered: number, read: number): void { void this.#line.connection?.invoke('Mark', this.#id, delivered, read).catch(() => undefined); }

  #tellUnread(): void {
    this.#news.classList.toggle('visibile', this.#unread > 0);
    this.#news.textContent = `${this.#unread} ${this.dataset.nuovi}`;
    document.title = this.#unread > 0 ? `(${this.#unread}) ${this.#title}` : this.#title;
  }

  #scroll(): void { this.#log.scrollTop = this.#log.scrollHeight; }

  #say(text: string): void {
    const status = this.querySelector('.cig-connessione')!;
    if (status.textContent !== text) status.textContent = text;
  }

  #keepDraft(byItself = false): void {
    this.#draftKept = this.#box.value !== '';
    void fetch(`/api/v1/conversazioni/${this.#id}/bozza`, {
      method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json', ...(byItself ? background.headers : {}) }, body: JSON.stringify({ text: this.#box.value }),
    }).catch(() => undefined);
  }
}

customElements.define('cig-chat', Chat);
