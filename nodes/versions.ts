/**
 * The versions of both nodes; they do the same. With each request to a webhook of a node in version 1, whichever that is,
 * n8n evaluates an expression of its own, and may have to start an expression engine for it, which takes longer than all
 * the rest (n8n 2.41, WebhookHelpers.parseRequestBody).
 */
export const versions = { version: [1, 1.1], defaultVersion: 1.1 };
