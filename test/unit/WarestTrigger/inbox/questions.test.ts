import { waitingQuestion } from '../../../support/waiting-question';
import { Questions, type StoredQuestions } from '../../../../nodes/WarestTrigger/inbox/questions';

const CHAT = '6281200010003@s.whatsapp.net';
const question = (id: string) => waitingQuestion(id, CHAT);
const open = (questions: Questions) => questions.inChat('shop', CHAT).map(({ id }) => id);

it('keeps what two processes know, whoever stores last', () => {
	const [one, two] = [new Questions(), new Questions()];
	const [copyOfOne, copyOfTwo]: StoredQuestions[] = [{}, {}];
	one.put(question('a'));
	two.put(question('b'));
	one.store(copyOfOne, 0);
	two.store(copyOfTwo, 0);
	one.load(copyOfTwo);
	one.store(copyOfTwo, 0);
	const restarted = new Questions();
	restarted.load(copyOfTwo);
	expect(open(restarted).sort()).toEqual(['a', 'b']);
});

it('opens nothing again that was closed, neither here nor in another process', () => {
	const [one, two] = [new Questions(), new Questions()];
	one.put(question('a'));
	two.put(question('a'));
	const stored: StoredQuestions = {};
	one.store(stored, 0);
	const older = { ...stored };
	one.close('a', 0);
	one.load(older);
	one.put(question('a'));
	one.store(older, 0);
	two.load(older);
	expect([open(one), open(two), older.questions]).toEqual([[], [], '']);
});

it('forgets neither tries nor the message nor the session because of an older copy', () => {
	const questions = new Questions();
	questions.put({ ...question('a'), tries: 2, messageId: 'M' });
	questions.put({ ...question('a'), sessionId: '' });
	expect(questions.find('a')).toMatchObject({ tries: 2, messageId: 'M', sessionId: 'shop' });
});

it('forgets a question some time after its end, and what was closed after that', () => {
	const questions = new Questions();
	questions.put({ ...question('a'), until: 1000 });
	questions.put({ ...question('b'), until: 1000, chat: 'other' });
	questions.close('b', 0);
	questions.close('unknown', 0);
	const stored: StoredQuestions = {};
	questions.store(stored, 1000);
	expect(open(questions)).toEqual(['a']);
	expect(stored.closedQuestions).toContain('b ');
	questions.put(question('c'));
	questions.store(stored, 100 * 86_400_000);
	expect(open(questions)).toEqual(['c']);
	expect(stored.closedQuestions).toBe('');
});

it('takes nothing from lines that are none of its own', () => {
	const questions = new Questions();
	questions.load({ questions: 'nonsense\nmore of it', closedQuestions: 'x\ny notanumber!' });
	expect(questions.isEmpty).toBe(true);
});

it('gives a session its own, and those that an older version stored without their session', () => {
	const questions = new Questions();
	questions.put(question('ours'));
	questions.put({ ...question('theirs'), sessionId: 'support' });
	questions.put({ ...question('of any'), sessionId: '' });
	expect(open(questions)).toEqual(['ours', 'of any']);
	expect(questions.ofSession('support').map(({ id }) => id)).toEqual(['theirs', 'of any']);
});
