/** Everything this rule draws. */
import type { View } from '../../../engine/rule.ts';
import { list, said } from './answers.ts';
import { me, meForm } from './me.ts';
import { note } from './note.ts';
import { post } from './post.ts';

export const views = [post, note, list, said, me, meForm] as readonly View[];
