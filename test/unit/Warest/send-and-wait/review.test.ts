import { reviewText } from '../../../../nodes/Warest/send-and-wait/review';
import type { Waiting } from '../../../../nodes/Warest/engine/waiting';

/** What a review step has of its workflow and of the model. */
const waiting = (tools: string[], toolParameters: unknown, entered = ''): Waiting =>
	({
		isReview: true,
		tools,
		input: { tool: 'Read_the_weather', toolParameters },
		asEntered: () => entered,
	}) as unknown as Waiting;

it('names the tool of the workflow, and what the model wrote into it', () => {
	const text = reviewText(waiting(['Clear Chat'], { chat: 'Budi', days: 3 }), 'May I?');
	expect(text).toBe(
		'May I?\n\nAn AI agent wants to use: Clear Chat\n\nThe agent wrote this into it:\n\n│ days: 3\n│ chat: Budi',
	);
});

it('names all tools that it may be, and none where there is none', () => {
	expect(reviewText(waiting(['One', 'Two'], undefined), '')).toContain(
		'one of these tools: One, Two',
	);
	expect(reviewText(waiting([], 'text'), '')).toContain('An AI agent wants to use: a tool');
});

it('leaves out a text that would show the name that the model wrote, and cuts what is too long', () => {
	const text = reviewText(
		waiting(['Send'], { text: 'x'.repeat(5000) }, '{{ $tool.name }}'),
		'Weather',
	);
	expect(text).not.toContain('Weather');
	expect(text.length).toBeLessThan(1700);
	expect(text).toMatch(/x… \(3506 more characters\)$/);
});
