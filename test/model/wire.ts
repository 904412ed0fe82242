import { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import { serverAt } from '../../sandbox/listening';

/** One end of a connection between two parts of this process; what is written at one end comes out at the other. */
class End extends Duplex {
	private other: End | null = null;
	private wanted: (() => void) | null = null;

	constructor(private readonly moved: () => void) {
		super();
	}

	static pair(moved: () => void): [End, End] {
		const ends: [End, End] = [new End(moved), new End(moved)];
		[ends[0].other, ends[1].other] = [ends[1], ends[0]];
		return ends;
	}

	// What HTTP asks of a socket and a pair of ends in one process doesn't need.
	setTimeout = () => this;
	setKeepAlive = () => this;
	setNoDelay = () => this;
	ref = () => this;
	unref = () => this;

	override _read() {
		const { wanted } = this;
		this.wanted = null;
		wanted?.();
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
		this.moved();
		const { other } = this;
		if (!other || other.destroyed) return done();
		other.wanted = done;
		other.push(chunk);
	}

	override _final(done: () => void) {
		this.moved();
		this.other?.push(null);
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void) {
		this.moved();
		const { other } = this;
		if (other && !other.destroyed) setImmediate(() => other.destroy());
		this._read();
		done(error);
	}
}

const refused = (port: number) =>
	Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), {
		code: 'ECONNREFUSED',
		syscall: 'connect',
		address: '127.0.0.1',
		port,
	});

/** What Node.js's types leave out of an agent: how it connects. */
interface Connecting {
	createConnection(options: { port?: number | string }): Duplex;
}

const agents = Agent.prototype as unknown as Connecting;
const { createConnection } = agents;

/**
 * Real HTTP between the servers of this process without the kernel in between: so nothing but this process decides
 * what happens when, and "nothing happens any more" can be seen.
 */
export class Wire {
	/** How often something moved. */
	moves = 0;
	/** Ports at which nobody listens now. */
	private readonly down = new Set<number>();
	private readonly open = new Map<number, Set<End>>();

	/** Takes every connection to a server of this process; others are refused. */
	install() {
		agents.createConnection = ({ port }) => this.connect(Number(port));
	}

	uninstall() {
		agents.createConnection = createConnection;
	}

	/** Cuts what is connected to a port, and lets nobody connect to it any more. */
	cut(port: number) {
		this.down.add(port);
		for (const end of this.open.get(port) ?? []) end.destroy();
	}

	/** All ports are as they were. */
	mend() {
		this.down.clear();
	}

	private connect(port: number): Duplex {
		const [near, far] = End.pair(() => (this.moves += 1));
		const server = this.down.has(port) ? undefined : serverAt(port);
		if (!server) {
			setImmediate(() => near.destroy(refused(port)));
			return near;
		}
		const ends = this.open.get(port) ?? new Set();
		this.open.set(port, ends.add(far));
		far.once('close', () => ends.delete(far));
		server.emit('connection', far);
		return near;
	}
}
