import type { Hazard } from './classify-danger.ts';

/**
 * What to do in each danger, in the order of doing it. `{emergency}`, `{gas}`, `{power}`, `{poison}`, `{builder}`
 * become whom to ring; a step whose word is not known is left out. `place`: what is looked for in the documents of the
 * house, for the excerpt beneath; `shows`: words of which one stands in an excerpt that is about it; `unknown`: what is
 * not known where none is found, and where it `usual`ly is; `always`: it is shown even where the documents answer the
 * question itself. Without a place nothing is looked up: no paper of the house helps.
 */
export type Advice = {
  title: string;
  steps: readonly string[];
  place?: {
    heading: string;
    question: string;
    /** Asked where that finds nothing that is about it: a home may have none. */
    orNone?: string;
    shows: readonly string[];
    unknown: string;
    usual?: string;
    always?: true;
  };
};

export const ADVICE: Readonly<Record<Hazard, Advice>> = {
  gas: {
    title: 'Gas: get out, then ring from outside',
    steps: [
      'Touch no switch, plug, bell or light, on or off. No flames, no smoking.',
      'Open doors and windows, and turn the gas off at its valve if you can reach it safely.',
      'Get everybody out.',
      'From outside ring {gas}. Ring {emergency} if anybody feels unwell, or there is a fire.',
      'Stay out until they tell you that it is safe.',
    ],
    place: {
      heading: 'Where your gas is turned off',
      always: true,
      question: 'Where is the gas shut-off valve?',
      orNone: 'Is there gas in the house?',
      shows: [
        'gas valve',
        'gas meter',
        'gas supply',
        'gas tap',
        'no gas',
        'emergency control valve',
        'turn off the gas',
        'gas off',
      ],
      unknown: 'where your gas is turned off',
      usual: 'It is usually a lever beside the meter.',
    },
  },
  co: {
    title: 'Carbon monoxide: get into fresh air',
    steps: [
      'Get everybody outside now. You cannot see or smell it.',
      'On the way out, and only if it takes no time, turn off the boiler, stove or heater and open the windows.',
      'Ring {emergency} if anybody has a headache, or feels dizzy, sick or drowsy. Say that it may be carbon monoxide.',
      'Ring {gas} to have it made safe.',
      'Stay out until they tell you that it is safe. A single chirp now and then means the alarm, not the air.',
    ],
    place: {
      heading: 'What your documents say',
      question: 'What do I do when the carbon monoxide alarm sounds?',
      shows: ['carbon monoxide', 'co alarm'],
      unknown: 'more about it',
    },
  },
  fire: {
    title: 'Fire or smoke: get out, stay out, ring',
    steps: [
      'If it is in your home, get everybody out now. Take nothing, close the doors behind you, use no lift.',
      'Ring {emergency}.',
      'If smoke blocks the way out, stay behind a closed door, go to a window and say where you are.',
      'Pour no water on burning oil or on anything electric. Do not go back in.',
      'If it is in another home, do what your building’s own instructions say; go if you feel in danger.',
    ],
    place: {
      heading: 'Your building’s own instructions',
      question: 'What should I do if there is a fire in the building?',
      shows: ['fire', 'smoke', 'evacuat', 'stay put'],
      unknown: 'what to do in your own building',
    },
  },
  electric: {
    title: 'Electricity: keep away, cut the power',
    steps: [
      'Do not touch what sparks, smoulders, is wet or bare. Do not touch a person who may still be in contact with it.',
      'Switch everything off at the main switch, if you can reach it safely.',
      'Ring {emergency} if somebody is hurt, or there is smoke or fire. A shock needs a doctor, even if you feel well.',
      'Ring {power} for a fallen wire or a damaged meter. Keep everybody well away.',
      'Leave it off until a registered electrician has seen it.',
    ],
    place: {
      heading: 'Where your main switch is',
      always: true,
      question: 'Where is the fuse board?',
      shows: ['main switch', 'fuse', 'consumer unit', 'distribution board', 'isolator'],
      unknown: 'where your main switch is',
      usual: 'It is usually in the fuse board near the front door.',
    },
  },
  water: {
    title: 'Running water: shut it off first',
    steps: [
      'Turn the water off at the stop valve.',
      'Keep away from wet sockets, switches and lights. Switch off at the main switch, if you can reach it dry.',
      'Open the cold taps to empty the pipes, and catch what you can.',
      'Ring {builder}. If it comes from another home, tell its people and the management too.',
      'Ring {emergency} if somebody is in danger.',
    ],
    place: {
      heading: 'Where your water is turned off',
      always: true,
      question: 'Where is the stopcock?',
      shows: ['stopcock', 'stop valve', 'isolat', 'shut', 'turn off', 'turned off', 'valve'],
      unknown: 'where your water is turned off',
      usual: 'It is usually under the kitchen sink.',
    },
  },
  cold: {
    title: 'No heat in the frost: keep people warm first',
    steps: [
      'Gather in one room, with layers, blankets and hot drinks. Look after babies, and old and ill people, first.',
      'No barbecue, camping stove or open flame indoors: carbon monoxide kills.',
      'If a pipe is frozen, turn the water off at the stop valve and thaw it gently, never with a flame.',
      'Ring {builder}.',
      'Ring {emergency} if somebody is confused, drowsy or no longer shivers.',
    ],
    place: {
      heading: 'What your documents say',
      question: 'Who do I ring when there is no heating?',
      shows: ['heat', 'boiler'],
      unknown: 'whom else to ring',
    },
  },
  lockout: {
    title: 'Locked out',
    steps: [
      'Ring {emergency} if a child or somebody in need is inside, or something is on the cooker.',
      'Ask whoever holds a spare key. Do not climb, and do not force the door.',
      'Ring {builder}.',
    ],
    place: {
      heading: 'What your documents say',
      question: 'Who do I ring if I am locked out or have lost my keys?',
      shows: ['key', 'lock'],
      unknown: 'who helps with lost keys',
    },
  },
  poison: {
    title: 'Swallowed, splashed or breathed in: ring now',
    steps: [
      'Ring {emergency} at once for a swallowed battery or magnet, or if anybody is drowsy, has a fit, or cannot ' +
        'breathe or swallow well.',
      'For anything else ring {poison} now; do not wait for signs. Say what it was, how much, when, and how old.',
      'Do not make anybody vomit. Give nothing to eat or drink unless you are told to.',
      'Take away what is left, and have it spat or wiped out of the mouth. Keep the packaging.',
      'In the eye: rinse it with clean running water for 15 minutes, the lids held open. On the skin: take off ' +
        'what is wet, and wash with plenty of water.',
      'Breathed in: get everybody into fresh air. Mix it with nothing.',
    ],
  },
  hurt: {
    title: 'Somebody is hurt or ill: ring first',
    steps: [
      'Ring {emergency} now and switch the loudspeaker on. They tell you what to do until an ambulance comes.',
      'If a socket, cable or machine may be the cause, switch the power off before you touch anybody. If fumes may ' +
        'be, get everybody into fresh air.',
      'Not awake and not breathing normally: press hard and fast on the middle of the chest, about twice a second. ' +
        'Send somebody for a defibrillator. Not awake but breathing: turn them on their side and stay.',
      'Choking and unable to cough: up to five firm blows between the shoulder blades, then as they tell you.',
      'Bleeding: press a clean cloth on it firmly and do not let go.',
      'After a fall: do not move them unless they are in danger. A burn: 20 minutes under cool running water, no ' +
        'ice, no cream.',
      'Give nothing to eat or drink.',
    ],
  },
};
