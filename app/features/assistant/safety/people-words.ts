/** Each of `first` before each of `second`, as phrases. */
const pairs = (first: string, second: string): string =>
  first
    .split(', ')
    .flatMap((one) => second.split(', ').map((other) => `${one} ${other}`))
    .join(', ');

const WHOSE = 'my, his, her, their, your, our, the babys, the childs';
const LIMBS = 'hand, hands, finger, fingers, arm, arms, leg, legs, foot, feet, face, head, wrist, thumb, neck, back';
/** What falls, breaks down or gives way in a house, of which the verbs of people are said too. */
const THINGS =
  'fence, wall, shelf, shelves, ceiling, roof, shed, boiler, pump, pressure, gate, gutter, drain, pipe, tile, tiles, ' +
  'slate, slates, picture, mirror, door, handle, cupboard, press, panel, cover, bracket, blind, curtain, rail, tree, ' +
  'plaster, brick, bricks, post, path, ground, patio, deck, decking, scaffolding, plant, hedge, phone, battery, ' +
  'light, app, system, unit, machine, dishwasher, washer, fridge, oven, heating, network, signal, tv, car, ladder, ' +
  'box, parcel';
const GAVE_WAY =
  'collapsed, has collapsed, have collapsed, just collapsed, is collapsing, fell, has fallen, have fallen, fell off, ' +
  'is dead, is dying, died, swallowed, has swallowed, not moving, is not moving, isnt moving, is choking, ' +
  'is choked, is not responding, wont wake up, is unresponsive';

const ATE = 'ate, has eaten, have eaten, swallowed, has swallowed, drank, chewed, has chewed, licked, got into, eating';

/**
 * What words tell of somebody who is hurt, ill or poisoned, written as `DANGER_WORDS` are. What a thing does ("the
 * fence collapsed") is a phrase of its own, so that it is not taken for what its people do.
 */
export const PEOPLE_WORDS: readonly (readonly [ideas: string, phrases: string])[] = [
  // Of whom.
  ['kin', 'baby, babies, child, children, kid, kids, toddler, toddlers, infant, newborn, son, daughter, boy, girl'],
  ['kin', 'little one, little ones, year old, month old, twin, twins, grandchild, grandson, granddaughter, niece'],
  ['kin', 'nephew, husband, wife, partner, spouse, boyfriend, girlfriend, fiance, mother, father, mum, mam, mammy'],
  ['kin', 'mom, mummy, dad, daddy, da, ma, parents, granny, gran, nan, nana, nanny, grandad, granda, grandfather'],
  ['kin', 'grandmother, grandma, grandpa, brother, sister, aunt, uncle, cousin, friend, flatmate, housemate, lodger'],
  ['kin', 'tenant, neighbour, neighbor, neighbours, visitor, guest, plumber, electrician, builder, roofer, painter'],
  ['kin', 'man, woman, lady, person, someone, somebody, anyone, he, she, him, her, hes, shes'],
  ['kin', 'guy, lad, lads, lass, fella, workman, carpenter, tiler, caretaker, resident, roommate, elderly, pensioner'],
  ['kin', 'dziecko, dziecka, maz, meza, zona, zone, syn, corka, mama, matka, ojciec, tata, copil*, sotul, sotia'],
  ['kin', 'barbatul, nevasta, fiul, fiica, bebelus*, filho, filha, marido, esposa, bebe, mulher, mae, pai, crianca'],
  ['kin', 'дитина, дитини, чоловік*, дружин*, син, дочка, мати, мама, тато, ребенок, ребенка, муж, жена, сын, дочь'],
  ['kin', 'отец, малыш*, vaikas, vaiko, vyras, zmona, sunus, dukra, kudikis, tevas, enfant, mari, femme, fils, fille'],
  ['kin', 'mere, pere, hijo, hija, mujer, madre, padre, nino, nina, kind, mann, frau, sohn, tochter, mutter, vater'],
  ['kin', 'leanbh, mhathair, mathair, fear ceile, bean cheile, athair, чоловік, дитинка'],
  ['self', 'i, ive, me'],
  // What was taken or touched.
  ['toxic lethal', 'bleach, domestos, antifreeze, anti freeze, weedkiller*, weed killer*, rat poison, drain cleaner'],
  [
    'toxic lethal',
    'drain unblocker, white spirit*, caustic soda, slug pellet*, poison, paracetamol, mushroom, mushrooms',
  ],
  ['toxic', 'milton, dishwasher tablet*, dishwashing tablet*, dishwasher pod*, dishwasher salt'],
  [
    'toxic',
    'washing tablet*, washing pod*, washing powder, washing liquid, laundry capsule*, laundry pod*, laundry tab*',
  ],
  ['toxic', 'capsule*, pods, pod, detergent*, fabric softener, rinse aid, oven cleaner'],
  [
    'toxic',
    'toilet cleaner, cleaning fluid, cleaning liquid, cleaning product*, cleaner, cleaning spray, disinfectant*',
  ],
  ['toxic', 'descaler, limescale remover, acid, chemical*, ammonia, chlorine, turpentine'],
  ['toxic', 'turps, paint thinner*, paint stripper, paint, petrol, diesel, paraffin, lamp oil, rust remover'],
  ['toxic', 'screenwash, pesticide*, mouse poison, berries'],
  ['toxic', 'nail varnish remover, hand sanitiser, hand sanitizer, glue, grout, cement, plaster'],
  ['toxic', 'essential oil*, vape liquid, cigarette, firelighter*, mothball*, varnish, solvent*, lye, silica gel'],
  ['toxic pill', 'tablet, tablets, pill, pills, ibuprofen, medicine, medication, antidepressant*, calpol'],
  ['toxic pill', 'paracetamol, painkiller*, sleeping tablet*, nurofen, panadol'],
  ['toxic', 'battery, batteries, button battery, button batteries, button cell, coin battery, magnet, magnets, coin'],
  ['toxic', 'wybielacz*, bateri*, tabletk*, inalbitor, lixivia, pilha, відбілювач*, батарейк*, таблетк*, отбеливател*'],
  [
    'toxic',
    'balikl*, javel, pile, lejia, pila, pastilla*, bleichmittel, batterie*, bleitse, spulmaschinentab*, eau de javel',
  ],
  ['eats', 'eat, eats, drink, drinks, drinking, licks, chews'],
  ['eaten', 'ate, eaten, eating, drank, drunk, licked, chewed, sucked, ingested'],
  [
    'eaten',
    'had some, got into, got at, wypil*, zjad*, a baut, baut, bebeu, comeu, випи*, выпи*, съел*, isgere, suvalge',
  ],
  ['eaten', 'bu, mange, bebido, comido, getrunken, gegessen, d ol, d ith'],
  [
    'eaten swallowed',
    'swallowed, swallows, swallow, swallowing, swolled, swollowed, swallod, ingest, gulped, polkn*, inghit*, engoliu',
  ],
  ['eaten swallowed', 'проковтн*, проглот*, prarijo, avale, tragado, trago, verschluckt, shlog'],
  ['mouth', 'in his mouth, in her mouth, in their mouth, in my mouth, in the mouth, in its mouth'],
  ['took-many', 'took too many, taken too many, too many, took a lot of, took all the, took all his, took all her'],
  ['took-many', 'taken all, took a whole'],
  ['overdose', 'overdose, overdosed, took an overdose, od on'],
  ['overdose', 'drank poison, drank bleach, swallowed bleach, swallowed poison, ate poison'],
  ['poisoned', 'poisoned, been poisoned, poisoning'],
  [
    'body',
    `${pairs('in', pairs(WHOSE, 'eye, eyes'))}, in the eye, in the eyes, in one eye, in both eyes, into eyes, in eyes`,
  ],
  ['body', `${pairs('into', pairs(WHOSE, 'eye, eyes'))}`],
  ['body', pairs('on, onto, over', pairs(WHOSE, `skin, ${LIMBS}`))],
  ['body', `${pairs('on, onto', 'skin')}, on the skin, burnt my skin, burned my skin`],
  ['breathing', 'breathed in, breathing in, inhaled, fumes, mixed, mixing'],
  ['sick', 'sick, dizzy, cough*, headache, nausea*, burning, feel ill, feel unwell, lungs, cant breathe'],
  // What has happened to them.
  ['ill', 'call an ambulance, ring an ambulance, need an ambulance, send an ambulance, get an ambulance'],
  ['ill', 'need to call an ambulance, need to ring an ambulance, have to call an ambulance'],
  ['thing', 'to call an ambulance, to ring an ambulance, to get an ambulance'],
  ['ill', 'call ambulance, need ambulance, send ambulance, ambulance please, call for an ambulance'],
  ['out', 'unconscious, unconcious, lost consciousness'],
  ['ill', 'passed out, passing out, blacked out, knocked out, fainted, fainting, faints, has fainted'],
  ['breath', 'not breathing, isnt breathing, stopped breathing, stops breathing, cant breathe, cannot breathe'],
  [
    'breath',
    'can not breathe, cant breath, not able to breathe, struggling to breathe, trouble breathing, unable to breathe',
  ],
  ['breath', 'no pulse, turning blue, turned blue, gone blue, going blue, gasping for'],
  ['felled', 'collapsed, collapses, collapse, keeled over, unresponsive, not responding, wont respond'],
  [
    'felled',
    'wont wake up, will not wake up, cant wake, isnt waking up, not waking, doesnt wake, not moving, isnt moving',
  ],
  ['felled', 'wont wake, lying on the floor, on the floor and'],
  ['felled', 'face down in the, under the water, drowning, drowned, nearly drowned, choking, choked, chokes, is dying'],
  ['felled', 'dying, injured, badly hurt, is hurt, got hurt, been hurt, hurt himself, hurt herself, seriously hurt'],
  ['felled stuck', 'trapped under'],
  ['felled', 'convuls*, crushed, run over, hit by a car, been stabbed, turning purple'],
  ['ill', 'heart attack, having a stroke, just had a stroke, has had a stroke, seizure, seizures, having a fit'],
  ['ill', 'chest pain*, chest pains, pain in my chest, pain in his chest, pain in her chest, pains in my chest'],
  ['ill', 'anaphyla*, having an allergic reaction, face is swelling, throat is swelling, throat is closing, suicid*'],
  ['ill', 'he is dead, she is dead, hes dead, shes dead, cardiac arrest, kill myself'],
  [
    'ill',
    pairs('husband, wife, mother, father, mum, mam, dad, baby, son, daughter, neighbour, somebody, someone', 'is dead'),
  ],
  [
    'ill',
    'bleeding heavily, bleeding badly, bleeding a lot, wont stop bleeding, will not stop bleeding, stop the bleeding',
  ],
  ['ill', 'blood everywhere, losing blood, lost a lot of blood, pouring blood, lots of blood, bleeding to death'],
  ['ill', 'cant stop bleeding, bleeding out, bleeding from'],
  ['bleeds', 'bleeding'],
  ['limb', `${pairs(WHOSE, LIMBS)}, finger off, fingers off`],
  ['cut', 'cut, sliced, severed, chopped, stabbed'],
  ['burnt', 'burnt, burned, burns, blister*, scald*, crushed'],
  ['ill', 'electric burn*, electrical burn*, badly burnt, badly burned, third degree burn*'],
  [
    'scalded',
    'scalded, scalding, burned himself, burnt himself, burned herself, burnt herself, burnt badly, burned badly',
  ],
  ['scalded', 'got burnt, got burned, burnt by, burned by, was burnt, was burned, burnt myself, burned myself'],
  [
    'felled',
    pairs(
      'his, her, their, fingers, finger, fork, knife',
      'fingers in the socket, finger in the socket, in the socket',
    ),
  ],
  ['felled', 'in labour, waters broke, waters have broken, asthma attack'],
  [
    'poured',
    'boiling water on, boiling water over, hot water on, hot water over, hot oil on, hot oil over, kettle over',
  ],
  ['poured', 'boiling oil on, hot tea on, hot tea over, kettle on'],
  ['stuck', 'trapped, caught in, stuck in, crushed in, jammed in, broken, broke'],
  ['fell', 'fell, fallen, falls, slipped, had a fall, has had a fall, a fall down, after falling'],
  ['height', 'ladder, stairs, staircase, roof, window, balcony, scaffold, scaffolding, attic, step ladder, stepladder'],
  ['fell height', 'fell downstairs, fallen downstairs'],
  ['still', 'cant move, cannot move, cant get up, cannot get up, cant stand, hit her head, hit his head, hip'],
  ['still', 'hit my head, cant walk, is hurt'],
  ['self-fell', 'i fell, i have fallen, ive fallen, i had a fall, i am after falling'],
  // The same in other languages.
  [
    'ill',
    'zemdlal*, stracil* przytomnosc, nieprzytomn*, nie oddycha, zawal serca, krztusi*, karetk*, upadl* ze schodow',
  ],
  ['ill', 'a lesinat, lesinat, inconstient*, nu respira, infarct, se ineaca, ambulanta, salvare'],
  ['ill', 'desmaiou, inconsciente, nao respira, ataque cardiaco, engasgad*, ambulancia'],
  ['ill', 'знепритомн*, непритомн*, не дихає, не дише, инфаркт, інфаркт, потерял* сознание, без сознания, не дышит'],
  ['ill', 'упал с, упала с, впав з, впала з, впав зі, впала зі, spadl* z, spadl* ze, upadl* z, a cazut de pe, caiu da'],
  ['ill', 'caiu do, nukrito nuo, est tombe de, est tombee de, tombe de l, se ha caido de, ist von der, gestürzt'],
  ['ill', 'скорую, швидку, задиха*, захлин*, подавил*'],
  ['ill', 'neteko samones, be samones, nekvepuoja, infarkt*, greitaja, duusta'],
  ['ill', 'inconscient*, ne respire plus, ne respire pas, crise cardiaque, evanoui*, s etouffe, setouffe'],
  ['ill', 'se ha desmayado, desmayado, no respira, infarto, se ahoga, atraganta*'],
  ['ill', 'bewusstlos*, ohnmachtig, atmet nicht, herzinfarkt, zusammengebrochen, erstick*, krankenwagen, notarzt'],
  ['ill', 'gan aithne, thit i laige, otharcharr'],
  // What looks like it and is none.
  ['thing', pairs(THINGS, GAVE_WAY)],
  [
    'thing',
    'giving me a heart attack, gave me a heart attack, nearly had a heart attack, dying to, dying for, swallowed by',
  ],
  ['thing', 'eaten by, chewed by, chewed through, choking the, choking my, choking up, wall of, drinking from'],
  [
    'thing',
    pairs('dog, dogs, puppy, cat, cats, kitten, rabbit, rat, rats, mouse, mice, slugs, birds, horse, fox', ATE),
  ],
  ['thing', 'bleeding the, bleeding a, bleeding radiat*, bleeding valve*, bleeding my, bleeding key, needs bleeding'],
  ['thing', 'swallowed up, swallowed her pride, swallowed his pride, fell in love, falls behind, battery powered'],
  ['thing', pairs('put the, putting the, stick the, turn the, turned the, switch the, switched the', 'kettle on')],
  ['thing', 'paint on, plaster on, fell through, drinking water, eat in, eating area, allergic to, step ladder for'],
  [
    'device',
    'heat pump, extractor, boiler, vent, vents, wall, walls, roof, attic, pump, fan, unit, house, mvhr, insulation',
  ],
  ['fiction', 'film, movie, book, story, game, joke, tv show, in a play, dream, dreamt'],
];

/** What is a danger to somebody, as `DANGER_RULES` are of the house. */
export const PEOPLE_RULES: readonly {
  hazard: 'poison' | 'hurt';
  all: readonly string[];
  unless?: string;
  mild?: string;
  askable?: true;
  inOrder?: true;
}[] = [
  { hazard: 'poison', all: ['kin', 'swallowed'], unless: 'fiction' },
  { hazard: 'poison', all: ['kin self', 'eaten', 'toxic'], unless: 'fiction' },
  { hazard: 'poison', all: ['kin', 'eats', 'toxic'], unless: 'fiction' },
  { hazard: 'poison', all: ['eaten', 'lethal'], unless: 'fiction' },
  { hazard: 'poison', all: ['swallowed', 'toxic'], unless: 'fiction' },
  { hazard: 'poison', all: ['mouth', 'toxic'], unless: 'fiction' },
  { hazard: 'poison', all: ['took-many', 'pill'] },
  { hazard: 'poison', all: ['overdose'] },
  { hazard: 'poison', all: ['kin self', 'poisoned'], unless: 'fiction' },
  { hazard: 'poison', all: ['toxic', 'body'] },
  { hazard: 'poison', all: ['toxic', 'breathing', 'sick breath'] },
  { hazard: 'hurt', all: ['ill'], unless: 'fiction', askable: true },
  { hazard: 'hurt', all: ['out breath'], unless: 'fiction device' },
  { hazard: 'hurt', all: ['kin self', 'felled'], unless: 'fiction', inOrder: true },
  { hazard: 'hurt', all: ['kin', 'bleeds'], unless: 'fiction' },
  { hazard: 'hurt', all: ['cut burnt stuck', 'limb'], unless: 'fiction' },
  { hazard: 'hurt', all: ['kin self', 'scalded'] },
  { hazard: 'hurt', all: ['burnt', 'body'], unless: 'fiction' },
  { hazard: 'hurt', all: ['poured', 'kin self limb'] },
  { hazard: 'hurt', all: ['kin', 'fell', 'height still bleeds'] },
  { hazard: 'hurt', all: ['self-fell', 'height still bleeds'] },
];
