import { benchPhone } from '../../sandbox/world/recorded';
import { noLimits } from '../../sandbox/limits';
import { miscSituations } from './misc';
import type { Sandbox } from '../../sandbox/server';
import { groupsProfileSituations } from './groups-profile';
import type { Part } from './recording';
import { sendingSituations } from './sending-situations';

/** Makes a request of the admin; what it answers does not matter. */
export type Ask = (method: string, path: string, json?: unknown) => Promise<unknown>;

/** Brings a fresh recorded world into the state in which a recording was made. */
export type Situation = (sandbox: Sandbox, ask: Ask) => Promise<void> | void;

export type Situations = [names: RegExp, situation: Situation][];

const session = (path: string) => `/api/v1/session/${path}`;
const text = '/api/v1/messages/send/text';

const inOrder =
	(...situations: Situation[]): Situation =>
	async (sandbox, ask) => {
		for (const situation of situations) await situation(sandbox, ask);
	};

const asked =
	(method: string, path: string, json?: unknown, times = 1): Situation =>
	async (_sandbox, ask) => {
		for (let time = 0; time < times; time++) await ask(method, path, json);
	};

const created = (...ids: string[]) =>
	inOrder(...ids.map((id) => asked('GET', session(`create?sessionId=${id}`))));

const stopped = (id: string) =>
	inOrder(created(id), asked('GET', session(`logout?sessionId=${id}`)));

const deleted = (id: string) => asked('DELETE', session(`delete?sessionId=${id}`));

const dropped =
	(to: 'replaced' | 'reconnecting'): Situation =>
	({ control }) =>
		control.drop('demo', to);

/** Sessions made from now on wait for a QR, or for nothing at all. */
const dialling =
	(newcomerDial: 'qr' | 'silent'): Situation =>
	({ control }) =>
		control.setBehaviour({ newcomerDial });

const onlyQrs = (...ids: string[]) => inOrder(deleted('demo'), dialling('qr'), created(...ids));

const bobsSession: Situation = ({ control }) => {
	control.addSession({ id: 'bobs', owner: 'bob', account: benchPhone });
	control.scan('bobs');
};

const waitingForQr: Situation = ({ control }) => {
	control.setDial('demo', 'qr');
	control.drop('demo', 'logged_out');
};

const later =
	(milliseconds: number): Situation =>
	({ clock }) =>
		clock.advance(milliseconds);

const rateLimit =
	(max: number): Situation =>
	({ control }) =>
		control.setLimits({ ...noLimits, rateLimit: { max, windowMs: 60_000 }, cooldownMs: 3000 });

const quota =
	(max: number): Situation =>
	({ control }) =>
		control.setLimits({ ...noLimits, quota: { max, windowMs: 60_000 } });

const defaultLimits: Situation = ({ control }) => control.setLimits({});

const sent = (to: string, rest: object = { text: 'a' }) =>
	inOrder(defaultLimits, asked('POST', text, { sessionId: 'demo', to, ...rest }));

const exhausted = inOrder(defaultLimits, asked('GET', session('list'), undefined, 120));

const failingWhatsApp: Situation = ({ control }) => control.failWhatsApp();

const brokenStorage: Situation = ({ control }) => {
	control.health.storage = 'error';
};

const restartStrategy =
	(strategy: 'docker' | 'pm2'): Situation =>
	({ control }) => {
		control.health.restartStrategy = strategy;
	};

const inbound =
	(chatId: string, count: number): Situation =>
	({ control }) => {
		for (let number = 0; number < count; number++) {
			control.incoming('demo', { chatId, text: `bulk ${number}` });
		}
	};

const action = (name: string, id: string, json: object = {}) =>
	asked('POST', `/api/v1/messages/${id}/action/${name}`, {
		sessionId: 'demo',
		to: '6281200010004',
		...json,
	});

const mute = (to: string) =>
	asked('POST', '/api/v1/messages/action/mute', { sessionId: 'demo', to });

/** Own messages in C7: one revoked, one edited, one with a reaction and pinned. */
const ownEvents: Situation = async ({ control }, ask) => {
	const to = '6281200010007';
	for (const word of ['one', 'two', 'three']) {
		await ask('POST', text, { sessionId: 'demo', to, text: `own ${word}` });
	}
	const ids = control
		.chat('demo', `${to}@s.whatsapp.net`)
		.messages.slice(-3)
		.map(({ id }) => id);
	const act = (id: string, name: string, json: object = {}) =>
		ask('POST', `/api/v1/messages/${id}/action/${name}`, { sessionId: 'demo', to, ...json });
	await act(ids[0], 'revoke');
	await act(ids[1], 'edit', { message: 'own two edited' });
	await act(ids[2], 'reaction', { emoji: '👍' });
	await ask('POST', `/api/v1/chats/${to}/messages/${ids[2]}/pin`, {
		sessionId: 'demo',
		pin: true,
	});
};

const wrongLogin = (times: number) =>
	asked('POST', '/api/auth/login', { username: 'nobody', password: 'x' }, times);

/** First match counts; a recording that matches nothing was made in the plain recorded world. */
const situations: Record<Part, Situations> = {
	misc: miscSituations,
	'chats-actions': [
		[/^notopen-/, waitingForQr],
		[/^wafail-/, failingWhatsApp],
		[/^limits-action-first$/, rateLimit(8)],
		[/^limits-cooldown$/, inOrder(rateLimit(8), mute('6281200010001'))],
		[
			/^limits-ratelimit$/,
			inOrder(rateLimit(8), ...['1', '2', '3', '4'].map((digit) => mute(digit))),
		],
		[/^limits-quota-4$/, inOrder(quota(5), asked('GET', '/api/v1/chats?id=demo', undefined, 3))],
		[/^limits-quota$/, inOrder(quota(5), asked('GET', '/api/v1/chats?id=demo', undefined, 5))],
		[/^list-messages-after-events$/, ownEvents],
		[/^read-capped$/, inbound('6281200010010@s.whatsapp.net', 10_050)],
		[/^read-chunks$/, inbound('6281200010008@s.whatsapp.net', 120)],
		[/^star-visible-in-list$/, action('star', 'MSG0040001')],
		[
			/^unstar-visible-in-list$/,
			inOrder(
				action('star', 'MSG0040000'),
				action('star', 'MSG0040001'),
				action('unstar', 'MSG0040001'),
			),
		],
	],
	'groups-profile': groupsProfileSituations,
	'messages-sending': sendingSituations,
	'sessions-server': [
		[/^(admin-on|delete)-bobs$/, bobsSession],
		[/^auth-login-locked$/, wrongLogin(4)],
		[/^auth-login-locked2$/, wrongLogin(5)],
		[/^(case-path|list-extra|trailing-slash|qr-list.*)$/, onlyQrs('qr1', 'qr2')],
		[/^(config|devices|create)-.*replaced$|^(pair-on|list)-replaced$/, dropped('replaced')],
		[/^config-preflight-timeout$/, ({ control }) => control.setBehaviour({ preflightMs: 100 })],
		[/^config-on-stopped$|^create-after-config-on-stopped$|^delete-stopped$/, stopped('demo')],
		[/^cooldown-(first|invalid-first|query-to-1)$/, defaultLimits],
		[/^cooldown-(429|array|array2|other-key|other-spelling)$/, sent('6281234500002')],
		[/^cooldown-after$/, inOrder(sent('6281234500009'), later(3000))],
		[/^cooldown-(action|chats)-same-to$/, sent('6281234500009')],
		[/^cooldown-invalid-then$/, sent('6281234500009', {})],
		[
			/^cooldown-query-to-2$/,
			inOrder(
				defaultLimits,
				asked('POST', `${text}?to=6281234500012`, { sessionId: 'demo', text: 'x' }),
			),
		],
		[/^(create-stopped|reconnect-stopped|notopen-.*|logout-again)$/, stopped('demo2')],
		[/^devices-stopped-cached$/, stopped('demo2')],
		[/^(delete-by-body|logout-open|logout-demo2-again)$/, created('demo2')],
		[/^(delete-open|pair-alias|logout-pair1)$/, created('pair1')],
		[/^list-after-logout/, inOrder(created('pair1'), stopped('demo2'))],
		[
			/^list-just-after-reconnect$/,
			inOrder(
				created('demo2', 'pair1'),
				({ control }) => control.setBehaviour({ connectMs: 600_000 }),
				asked('GET', session('reconnect?sessionId=demo')),
			),
		],
		[/^nosession-noneopen-misc$/, deleted('demo')],
		[/^pair-on-stopped$/, stopped('pair1')],
		[/^qr-(create|pair)-new$/, onlyQrs()],
		[/^qr-create-after-60s$/, inOrder(onlyQrs('qr1'), later(61_000))],
		[
			/^qr-create-after-logout$/,
			inOrder(onlyQrs('qr1'), asked('GET', session('logout?sessionId=qr1'))),
		],
		[
			/^qr-create-after-reconnect$/,
			inOrder(onlyQrs('qr1'), asked('GET', session('reconnect?sessionId=qr1'))),
		],
		[/^qr-/, onlyQrs('qr1')],
		[/^quota-429/, inOrder(quota(3), asked('GET', '/api/v1/server/ready', undefined, 3))],
		[/^ratelimit-/, exhausted],
		[/^reconnecting-/, dropped('reconnecting')],
		[/^restart-(all|negative)$/, restartStrategy('docker')],
		[/^restart-cap$/, restartStrategy('pm2')],
		[/^server-(healthz-unhealthy|ready-not)$/, brokenStorage],
		[/^slow-list$/, inOrder(deleted('demo'), dialling('silent'), created('slow'))],
		[/^slow-create-existing$/, inOrder(dialling('silent'), created('slow'))],
		[/^slow-(create-new|pair-pending-new)$/, dialling('silent')],
	],
};

/** What must have happened before a recording. */
export function situationOf(part: Part, name: string): Situation {
	return situations[part].find(([names]) => names.test(name))?.[1] ?? (() => undefined);
}
