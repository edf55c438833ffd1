import '../harness/target/own-data-dir.ts';
import { analyseQuestion } from '#app/features/retrieval/analyse-question.ts';
import { readHouseVocabulary } from '#app/features/retrieval/house-vocabulary.server.ts';
import { embedder, replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { database } from '#db/client.ts';
import { findTokenSubject } from '#db/queries/identity/sessions.ts';
import { findPassages, readLibraryVersion } from '#db/queries/retrieval/passages.ts';
import { houseScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { searchOf } from '../lib/speed-questions.ts';
import { recordStatements, replay, type Statements } from './record-statements.ts';

/*
 * Started by speed.ts: the same SQL as GET /api/search sends, straight through a pool as the server's. Of each search
 * the three transactions (the guard's, the library's version, the passages): by the application's own query functions,
 * or as recorded statements without them.
 */

/** Cosine leg and word leg, as retrieve-passages.server.ts asks for. */
const CANDIDATES = 40;
/** The server's default of DATABASE_POOL_MAX. */
const POOL_MAX = 10;

export type SqlHouse = { house_id: string; house_type: string; jti: string };
export type SqlRequest =
  | { do: 'prepare'; tenantId: string; developmentId: string; houses: SqlHouse[]; searches: string[] }
  | { do: 'functions' | 'statements'; users: number; times: number; first: number };
export type SqlAnswer = { milliseconds: number[] } | { error: string };

type Search = {
  house: SqlHouse;
  scope: HouseScope;
  terms: Parameters<typeof findPassages>[2]['terms'];
  vector: number[];
  model: string;
  recorded: Statements;
};

const prepared = new Map<string, Search>();
let searches: string[] = [];
let types: string[] = [];

async function prepare(asked: Extract<SqlRequest, { do: 'prepare' }>): Promise<number[]> {
  searches = asked.searches;
  types = [...new Set(asked.houses.map(({ house_type }) => house_type))].sort();
  const { tenantId, developmentId } = asked;
  for (const [index, text] of searches.entries()) {
    for (const type of types) {
      const mine = asked.houses.filter((house) => house.house_type === type);
      const house = mine[index % mine.length]!;
      const scope = houseScope({
        tenantId,
        developmentId,
        houseId: house.house_id,
        houseType: type,
        homeownerId: '',
        sessionId: house.house_id,
        claimed: false,
        actor: { kind: 'anonymous' },
      });
      const question = analyseQuestion(
        text,
        await readHouseVocabulary(
          scope,
          await withScope(scope, (tx) => readLibraryVersion(tx, scope), { readOnly: true }),
        ),
      );
      const [vector] = await embedder().embed([question.text], { priority: 'question' });
      if (!vector) throw new Error('The embedder gave no vector.');
      const search: Search = { house, scope, terms: question.lexical, vector, model: embedder().model, recorded: [] };
      search.recorded = await recordStatements(database().pool, async () => {
        if ((await run(search)) === 0)
          throw new Error(`Nothing was found for “${text}”: the server’s figures would be another work’s.`);
      });
      prepared.set(`${type} ${text}`, search);
    }
  }
  await replaceEmbedder();
  return [];
}

async function run({ house, scope, terms, vector, model }: Search): Promise<number> {
  const subject = {
    tenantId: scope.tenantId,
    developmentId: scope.developmentId,
    houseId: scope.houseId,
    houseType: scope.houseType,
    sessionId: house.jti,
  };
  await withScope(scope, (tx) => findTokenSubject(tx, subject), { readOnly: true });
  await withScope(scope, (tx) => readLibraryVersion(tx, scope), { readOnly: true });
  return (
    await withScope(scope, (tx) => findPassages(tx, scope, { terms, vector, model, candidates: CANDIDATES }), {
      readOnly: true,
    })
  ).length;
}

async function measure({ do: how, users, times, first }: Extract<SqlRequest, { users: number }>): Promise<number[]> {
  const milliseconds: number[] = [];
  let next = 0;
  const walk = async () => {
    for (let time = 0; time < times; time += 1) {
      const { text, type } = searchOf('asked again', first + next++, searches, types);
      const search = prepared.get(`${type} ${text}`)!;
      const started = performance.now();
      await (how === 'functions' ? run(search) : replay(database().pool, search.recorded, database().begin));
      milliseconds.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: users }, walk));
  return milliseconds;
}

await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR, poolMax: POOL_MAX });
process.on('message', (asked: SqlRequest) => {
  const answered: Promise<SqlAnswer> = (asked.do === 'prepare' ? prepare(asked) : measure(asked)).then(
    (milliseconds) => ({ milliseconds }),
    (error: unknown) => ({ error: String(error) }),
  );
  void answered.then((answer) => process.send?.(answer));
});
process.once('disconnect', () => void database().close());
process.send?.({ milliseconds: [] });
