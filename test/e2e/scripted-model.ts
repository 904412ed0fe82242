import express from 'express';
import { createServer } from 'node:http';
import { listen } from '../../sandbox/listening';

/** A tool that the model calls, by the name that n8n gave it. */
export interface Call {
	name: string;
	args: object;
}

/** What the model does when it is its turn: it calls tools, perhaps by what it was told, or says something. */
export type Turn = string | Call[] | ((told: string[]) => Call[]);

interface Message {
	role: string;
	content: string;
}

interface Request {
	model: string;
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/** What the tools answered; n8n sends all of it again at each turn. */
const toldIn = (messages: Message[]): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => content);

/**
 * A model that does what a script says, behind OpenAI's chat completions. Each script is a model of its own, named in
 * the request, so that agents can run at once.
 */
export class ScriptedModel {
	private readonly scripts = new Map<string, Turn[]>();
	private readonly requests: Request[] = [];
	private calls = 0;

	private constructor(
		/** The base URL of a credential. */
		readonly url: string,
		readonly close: () => Promise<void>,
	) {}

	static async start(): Promise<ScriptedModel> {
		const app = express();
		const { url, close } = await listen(createServer(app));
		const model = new ScriptedModel(`${url}/v1`, close);
		app.use(express.json({ limit: '10mb' }));
		app.post('/v1/chat/completions', (req, res) => {
			res.json(model.complete(req.body as Request));
		});
		return model;
	}

	/** What the model of this name will do, turn by turn. */
	write(name: string, turns: Turn[]): void {
		this.scripts.set(name, [...turns]);
	}

	/** Everything that the tools answered the model of this name, in order. */
	told(name: string): string[] {
		return toldIn(this.of(name).at(-1)?.messages ?? []);
	}

	/** The tools that it was offered. */
	tools(name: string) {
		return this.of(name)[0].tools?.map((tool) => tool.function) ?? [];
	}

	private of(name: string): Request[] {
		return this.requests.filter(({ model }) => model === name);
	}

	private complete(request: Request) {
		this.requests.push(request);
		const turn = this.scripts.get(request.model)?.shift() ?? 'There is nothing left in the script.';
		const act = typeof turn === 'function' ? turn(toldIn(request.messages)) : turn;
		const message =
			typeof act === 'string'
				? { role: 'assistant', content: act }
				: { role: 'assistant', content: null, tool_calls: act.map((call) => this.called(call)) };
		return {
			id: `completion-${this.requests.length}`,
			object: 'chat.completion',
			created: 0,
			model: request.model,
			choices: [
				{ index: 0, message, finish_reason: typeof act === 'string' ? 'stop' : 'tool_calls' },
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	}

	private called({ name, args }: Call) {
		this.calls += 1;
		const id = `call-${this.calls}`;
		return { id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
	}
}
