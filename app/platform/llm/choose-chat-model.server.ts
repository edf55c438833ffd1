import { env } from '../env.ts';
import type { Env } from '../parse-env.ts';
import type { ChatModel } from './chat-model.ts';
import { createOpenAiChatModel } from './openai-chat-model.server.ts';
import { remember } from '../remember.ts';

type Settings = Pick<Env, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'OPENAI_CHAT_MODEL'>;

/** The language model that the settings name, or null: then answers are quoted from the documents. */
export function chooseChatModel(settings: Settings): ChatModel | null {
  if (!settings.OPENAI_CHAT_MODEL || !(settings.OPENAI_API_KEY ?? settings.OPENAI_BASE_URL)) return null;
  return createOpenAiChatModel({
    apiKey: settings.OPENAI_API_KEY,
    baseUrl: settings.OPENAI_BASE_URL,
    model: settings.OPENAI_CHAT_MODEL,
  });
}

const shared = remember('chat-model', (): { chatModel?: ChatModel | null } => ({}));

/** The process's language model, chosen once from the environment; null without one. */
export function chatModel(): ChatModel | null {
  if (shared.chatModel === undefined) shared.chatModel = chooseChatModel(env);
  return shared.chatModel;
}

/** Puts another model in its place, for tests; undefined goes back to the environment's. */
export function replaceChatModel(next: ChatModel | null | undefined): void {
  shared.chatModel = next;
}
