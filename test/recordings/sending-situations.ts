import { noLimits } from '../../sandbox/limits';
import type { SendingSettings } from '../../sandbox/world/sending-settings';
import type { Situation, Situations } from './situations';

const settings =
	(changed: Partial<SendingSettings>): Situation =>
	({ control }) =>
		control.setBehaviour(changed);

const smallLimits = settings({
	jsonLimitMb: 1,
	rawLimitMb: 3,
	mediaPerFileMb: 1,
	filePerFileMb: 2,
});

const waitingForQr: Situation = ({ control }) => {
	control.setDial('demo', 'qr');
	control.drop('demo', 'logged_out');
};

const refusedNumber: Situation = ({ control }) =>
	control.failWhatsApp({ jid: '6281200006666@s.whatsapp.net' });

const text = '/api/v1/messages/send/text';

/** The situations of messages-sending; first match counts. */
export const sendingSituations: Situations = [
	[/session-not-open$/, waitingForQr],
	[/too-large$|^files-413/, smallLimits],
	[/with-ffmpeg$/, settings({ ffmpeg: true })],
	[/partial|all-failed$/, refusedNumber],
	[/not-allowlisted$/, settings({ mimeAllowList: ['application/pdf', 'image/jpeg'] })],
	[/url-timeout$/, settings({ fetchTimeoutMs: 100 })],
	[/queue-timeout$/, settings({ queueTimeoutMs: 30, presencePace: 1 })],
	[
		/^text-cooldown/,
		async ({ control }, ask) => {
			control.setLimits({ ...noLimits, cooldownMs: 3000 });
			await ask('POST', text, { sessionId: 'nope', to: '6281200010001', message: 'a' });
		},
	],
	[
		/quota-429$/,
		async ({ control }, ask) => {
			control.setLimits({ ...noLimits, quota: { max: 12, windowMs: 60_000 } });
			for (let count = 0; count < 12; count++) await ask('POST', text, {});
		},
	],
];
