import { expect, test } from '@jest/globals';
import { afterConnecting, judgeReply, judgeWholeAnswer, senderOf } from './answer.ts';

const OURS = '<title>Welcome</title>\n<!-- service-conformance n1 shop/a -->';
const SAW = '\n<!-- saw 10.42.0.9 40001 on 8080 at node-2 -->';

test('the sender is said as far as the body says it', () => {
  const seen = { from: { address: '10.42.0.9', port: 40_001 }, serverPort: 8080, node: 'node-2' };
  expect(senderOf(`${OURS}${SAW}`, 'n1')).toStrictEqual({ backend: 'shop/a', title: 'Welcome', seen });
  expect(senderOf('<title>404</title>', 'n1')).toStrictEqual({ title: '404' });
  expect(senderOf('', 'n1')).toStrictEqual({});
});

test('a whole answer is ours by its nonce alone, whatever its status', () => {
  expect(judgeWholeAnswer(404, OURS, 'n1')).toEqual({ outcome: 'answered', detail: '' });
  expect(judgeWholeAnswer(200, OURS, 'n2')).toEqual({
    outcome: 'stranger',
    detail: 'an answer with status 200 and title "Welcome", without this run\'s nonce',
  });
  expect(judgeWholeAnswer(502, 'bad gateway', 'n1')).toEqual({
    outcome: 'stranger',
    detail: "an answer with status 502, without this run's nonce",
  });
});

test('so is a datagram', () => {
  expect(judgeReply(OURS, 'n1')).toEqual({ outcome: 'answered', detail: '' });
  expect(judgeReply(OURS, 'n2')).toEqual({ outcome: 'stranger', detail: "a reply without this run's nonce" });
});

test('whoever took the connection and failed is a stranger', () => {
  expect(afterConnecting('reset')).toEqual({ outcome: 'stranger', detail: 'accepted the connection, then: reset' });
});
