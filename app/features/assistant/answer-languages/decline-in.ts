import type { Answer } from '../answer.ts';
import { REFUSAL } from '../answering/refusal.ts';
import type { Language } from './detect-language.server.ts';

type Why = 'english' | 'missing';

/**
 * What is said in each language (Q10): that questions are answered in English only, where no language model is
 * configured; that the documents do not answer. `{builder}`: its name and telephone number, or else BUILDER.
 */
const DECLINED: Readonly<Record<Exclude<Language, 'en'>, Record<Why, string>>> = {
  ga: {
    english:
      'Ní féidir liom freagra a thabhairt anseo ach i mBéarla. Cuir an cheist i mBéarla, nó glaoigh ar {builder}.',
    missing:
      'Níor aimsigh mé é seo i gcáipéisí do bhaile, agus ní maith liom buille faoi thuairim. Glaoigh ar {builder}.',
  },
  pl: {
    english: 'Tutaj mogę odpowiadać tylko po angielsku. Zadaj pytanie po angielsku albo zadzwoń do {builder}.',
    missing: 'Nie ma tego w dokumentach Twojego domu, a nie chcę zgadywać. Zadzwoń do {builder}.',
  },
  ro: {
    english: 'Aici pot răspunde numai în engleză. Întreabă în engleză sau sună la {builder}.',
    missing: 'Nu am găsit acest lucru în documentele casei tale și prefer să nu ghicesc. Sună la {builder}.',
  },
  pt: {
    english: 'Aqui só posso responder em inglês. Pergunte em inglês ou ligue para {builder}.',
    missing: 'Não encontrei isto nos documentos da sua casa e prefiro não adivinhar. Ligue para {builder}.',
  },
  uk: {
    english: 'Тут я можу відповідати лише англійською. Запитайте англійською або зателефонуйте до {builder}.',
    missing: 'Цього немає в документах вашого дому, а вгадувати я не хочу. Зателефонуйте до {builder}.',
  },
  ru: {
    english: 'Здесь я могу отвечать только по-английски. Спросите по-английски или позвоните в {builder}.',
    missing: 'Этого нет в документах вашего дома, а гадать я не хочу. Позвоните в {builder}.',
  },
  lt: {
    english: 'Čia galiu atsakyti tik angliškai. Paklauskite angliškai arba skambinkite {builder}.',
    missing: 'Jūsų namų dokumentuose to neradau, o spėlioti nenoriu. Skambinkite {builder}.',
  },
  fr: {
    english: 'Ici, je ne peux répondre qu’en anglais. Posez votre question en anglais ou appelez {builder}.',
    missing:
      'Je n’ai pas trouvé cela dans les documents de votre logement et je préfère ne pas deviner. Appelez {builder}.',
  },
  es: {
    english: 'Aquí solo puedo responder en inglés. Pregunte en inglés o llame a {builder}.',
    missing: 'No lo he encontrado en los documentos de su vivienda y prefiero no adivinar. Llame a {builder}.',
  },
  de: {
    english: 'Hier kann ich nur auf Englisch antworten. Fragen Sie auf Englisch, oder rufen Sie an: {builder}.',
    missing: 'Das steht nicht in den Unterlagen Ihres Hauses, und raten möchte ich nicht. Rufen Sie an: {builder}.',
  },
};

/** "Your builder", as it stands for `{builder}` where no telephone number is known. */
const BUILDER: Readonly<Record<Exclude<Language, 'en'>, string>> = {
  ga: 'do thógálaí',
  pl: 'dewelopera',
  ro: 'dezvoltator',
  pt: 'a construtora',
  uk: 'забудовника',
  ru: 'компанию-застройщик',
  lt: 'statytojui',
  fr: 'votre constructeur',
  es: 'la constructora',
  de: 'Ihren Bauträger',
};

/** The refusal in the question's language, with whom to ring. */
export function declineIn(language: Language, why: Why, builder: { name: string; phone: string } | undefined): Answer {
  return { text: declined(), grounded: false, citations: [], mode: 'refusal' };

  function declined(): string {
    if (language === 'en') return REFUSAL;
    const ring = builder ? `${builder.name}, **${builder.phone}**` : BUILDER[language];
    return DECLINED[language][why].replace('{builder}', () => ring);
  }
}
