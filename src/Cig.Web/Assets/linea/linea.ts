import { HttpTransportType, HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';

const deadAfter = 30_000;
export const firstDelay = 500;
const longestDelay = 30_000;

/** Any node may serve a WebSocket without being asked beforehand; where none gets through, every third attempt lets the server propose another way. */
function connectionTo(url: string, attempt: number): HubConnection {
  const straight = { skipNegotiation: true, transport: HttpTransportType.WebSockets };
  return new HubConnectionBuilder().withUrl(url, attempt % 3 === 2 ? {} : straight).configureLogging(LogLevel.None).build();
}

/** Keeps one stream of the hub alive: reconnects with growing, random delays, at once when the page or the network comes back. */
export class Line {
  #attempt = 0;
  #connection: HubConnection;
  #delay = firstDelay;
  #told?: number;
  #timer = 0;
  #heard = Date.now();
  #wanted = false;
  #streaming = false;

  constructor(private open: (c: HubConnection, heard: () => void, ended: (reconnectIn?: number) => void) => void, private state: (up: boolean) => void, private hub = '/hubs/chat') {
    this.#connection = connectionTo(hub, 0);
    addEventListener('online', () => this.check());
    addEventListener('focus', () => this.check());
    document.addEventListener('visibilitychange', () => document.hidden || this.check());
    // A page with an open line cannot be kept by the browser: it lets go when it is left and comes back when it is shown.
    addEventListener('pagehide', () => { this.#wanted = false; void this.#connection.stop(); });
    addEventListener('pageshow', () => this.start());
    setInterval(() => this.check(), 5_000);
  }

  get connection(): HubConnection | null {
    return this.#connection.state === HubConnectionState.Connected ? this.#connection : null;
  }

  start(): void {
    this.#wanted = true;
    void this.#connect();
  }

  /** Lets go for good: who must sign in again comes back by another page. */
  end(): void {
    this.#wanted = false;
    void this.#connection.stop();
  }

  /** Silence for two heartbeats is a dead line, whatever the socket says. */
  private check(): void {
    if (!this.#wanted) return;
    if (this.connection && Date.now() - this.#heard > deadAfter) void this.#connection.stop();
    if (!this.#streaming) { clearTimeout(this.#timer); void this.#connect(); }
  }

  async #connect(): Promise<void> {
    if (!this.#wanted || this.#streaming) return;
    this.#streaming = true;
    try {
      if (this.#connection.state !== HubConnectionState.Disconnected) await this.#connection.stop();
      this.#connection = connectionTo(this.hub, this.#attempt++);
      this.#connection.onclose(() => this.#lost());
      await this.#connection.start();
      this.#heard = Date.now();
      this.open(this.#connection, () => { this.#heard = Date.now(); this.#delay = firstDelay; this.#attempt = 0; }, (wait) => { this.#told = wait; void this.#connection.stop(); });
      this.state(true);
    } catch {
      this.#lost();
    }
  }

  #lost(): void {
    this.#streaming = false;
    if (!this.#wanted) return;
    this.state(false);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#connect(), this.#told ?? this.#delay * (0.5 + Math.random()));
    this.#told = undefined;
    this.#delay = Math.min(this.#delay * 2, longestDelay);
  }
}
