/** The outputs of the node, for the editor: a question can remain unanswered. */
export const outputsExpression = `={{ ((parameter) => parameter.resource === 'messages' && parameter.operation === 'sendAndWait'
	? [{ type: 'main', displayName: 'Answered' }, { type: 'main', displayName: 'No Answer' }]
	: [{ type: 'main' }])($parameter) }}`;
