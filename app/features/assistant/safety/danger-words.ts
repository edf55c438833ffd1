/**
 * What words tell of danger: each line names the ideas that its phrases carry. `*` stands for any ending. Written
 * without accents; longer phrases are tried first, so that "gas bill" is a bill and no gas. English first, then Irish,
 * Polish, Romanian, Portuguese, Ukrainian, Russian, Lithuanian, French, Spanish, German.
 */
export const DANGER_WORDS: readonly (readonly [ideas: string, phrases: string])[] = [
  // What the danger is of.
  [
    'gas',
    'gas, gass, gsa, gaz, gases, propane, butane, lpg, methane, gais, ghais, ghas, gazu, gazem, gazul, gaze, gazului',
  ],
  ['gas', 'газ, газа, газу, газом, газом, dujos, duju, dujomis, dujas'],
  ['gas-thing', 'gas pipe*, gas line*, gas main*, gas tap, gas valve, gas meter*, gas hob*, gas cooker*'],
  ['gas-thing burner', 'gas boiler*, gas fire*, gas heater*'],
  ['gas-thing', 'gas oven*, gas ring*, gas cylinder*, gas bottle*, gas supply, gas box, gas hose'],
  ['gas smell', 'gasgeruch*, gaslucht, gassmell, puzza di gas, odore di gas'],
  ['gas leak', 'gas help, help gas, gasleck*, gasaustritt, gasleak*, gaslek*'],
  ['gas-thing', 'gaszahler*, gasleitung*, gasherd*, gastherme*'],
  ['egg', 'rotten egg*, bad egg*, rotten-egg*, sulphur*, sulfur*'],
  ['co', 'carbon monox*, carbonmonox*, carbon dioxide alarm, co poisoning, co leak, monoxid* de carbon*, czad, czadu'],
  ['co', 'czadem, tlenek wegla, tlenku wegla, monoxid*, угарныи газ, угарного газа, угарным газом, чаднии газ'],
  ['co', 'чадного газу, anglies monoksid*, smalkes, smalkiu, monoxyde*, kohlenmonoxid*, kohlenmonoxyd*, aonocsaid*'],
  ['co alarm', 'co alarm*, co detector*, co monitor*, co sensor*, co2 alarm*, co2 detector*, carbon monox* alarm*'],
  ['co alarm', 'carbon monox* detector*, czujnik* czadu, co-melder, co melder, датчик угарного газа'],
  ['co alarm', 'alarm* de monox*, detector* de monox*, detecteur* de monox*, kohlenmonoxidmelder*'],
  ['fire', 'fire, fires, firee, fyre, fier, fira'],
  ['ablaze', 'on fire, onfire, blaze, ablaze, alight, in flames, inferno, chip pan fire,caught fire, catching fire,'],
  [
    'ablaze',
    'catch fire, house fire, kitchen fire, burning down, something is burning, is burning, going up in flames',
  ],
  ['flames', 'flames'],
  ['blast', 'explosion, exploded, exploding, blew up, blown up, explosie'],
  ['ablaze', 'doitean, tri thine, tine, pozar*, ogien, ognia, pali sie, plonie, plona, incendi*, foc, luat foc, fogo'],
  [
    'ablaze',
    'pegando fogo, arde, ard, arder, arded, em chamas, пожар*, пожеж*, огонь, вогонь, вогню, горить, горит, горят',
  ],
  [
    'ablaze',
    'загорел*, загоріл*, gaisr*, dega, uzsideg*, ugnis, le feu, au feu, en feu, feu, brule, brulent, en flammes',
  ],
  [
    'ablaze',
    'fuego, quemando, ardiendo, en llamas, feuer, brennt, brennen, in brand, flammen, brandgeruch, al fuoco, va a fuoco, staat in brand',
  ],
  ['burning', 'burning, burnin'],
  ['burnt', 'burnt, burned, scorch*, charred, singed, verbrannt, verschmort, angebrannt, spalenizn*, a ars, queimado'],
  [
    'burnt',
    'quemado, chamusc*, roussi, cramé, гарью, гарь, горел*, паленым, паленим, горілим, degesi*, svyla, svilesi*',
  ],
  ['fume', 'fumes, exhaust'],
  ['smoke', 'smoke, smoak, smok, smoky, smokey, deatach, dheatach, dym, dymu, dymi, fum, fumul, fumo, fumaca, fumando'],
  [
    'smoke',
    'дым, дыма, дымит*, дымом, дим, диму, димить*, димом, dumai, dumu, dumus, rukst*, fumee*, humo, rauch, raucht',
  ],
  ['smoking', 'smoking, smokin, smoked'],
  ['shock', 'shock, shocks'],
  ['shocked', 'shocked'],
  [
    'jolt',
    'electric shock*, a decharge, decharge, electrical shock*, shock off, shock from, a belt off, jolt, feel electricity, feel a current',
  ],
  ['jolt', 'electric current from, zap, electrocut*, electricut*, electrocuit*, zapped, tingle, tingling'],
  [
    'jolt',
    'porazi* prad*, porazen* prad*, kopnal mnie prad, kopnal prad, prad kopnal, prad mnie, curentat*, electrocutat*',
  ],
  [
    'jolt',
    'choque, choque eletrico, вдарило струмом, вдарив струм, ударило струмом, струмом, ударило током, бьет током',
  ],
  ['jolt', 'бьется током, током, nutrenke, elektros smug*, decharge electrique, electrise*, electrocute*, coup de jus'],
  ['jolt', 'descarga, descarga electrica, calambre, calambrazo, stromschlag*, elektroschock*, turraing*'],
  [
    'spark',
    'spark, sparks, sparking, sparked, sparky noise, arcing, crackl*, fizzing, iskrzy, iskry, scantei*, faisca*, искр*, іскр*, ziezirb*',
  ],
  ['spark', 'kibirkst*, etincelle*, chispa*, funken, splanc*'],
  ['melt', 'melting, melted, melts, bang, went bang, popped, very hot, is hot, red hot, hot to touch, topi sie'],
  ['wet', 'wet, soaked, soaking, got wet'],
  ['thing', 'wet room*, wetroom*'],
  ['bare', 'exposed, bare, frayed, hanging, dangling, sticking out, severed, chewed, cut through, live and'],
  ['live', 'live, power line*, overhead line*, overhead wire*, overhead cable*'],
  ['touch', 'touch*, down, fallen, fell, fallen, cut, cutting, snapped, grabbed, damaged'],
  ['cable', 'cable, cables, wire, wires, wiring, flex'],
  [
    'electric',
    'socket*, sockit*, plug, plugs, fuse board*, fuseboard*, fuse box*, fusebox*, consumer unit*, light switch*',
  ],
  [
    'electric',
    'distribution board*, light fitting*, light fixture*, switch, switches, electrics, electricity, electric*',
  ],
  [
    'electric',
    'ceiling light*, downlight*, spotlight*, lights, light, charger, car charger, extension lead*, adaptor*',
  ],
  ['appliance', 'dishwasher, washing machine, washer, dryer, drier, oven, hob, cooker, fridge, tv, telly, toaster'],
  [
    'appliance',
    'microwave, motor, fan, car, extractor, unit, phone, laptop, battery, kettle, pump, something, scooter',
  ],
  [
    'electric',
    'outlet, meter board, inverter, solar panel*, battery pack*, gniazd*, priza, prize, tomada*, розетк*, щит*',
  ],
  ['electric', 'rozet*, prise, prises, enchufe*, steckdose*, soiceid, soicead'],

  // What of it is happening.
  ['smell', 'smell*, smel, smels, smelling, somel, stink*, stench, whiff, odour*, odor*, reek*, pong, scent, sniff*'],
  [
    'smell',
    'boladh, czuje, czuc, smierdzi, pachnie, zapach*, miroase, miros*, cheiro, cheira, cheirando, пахн*, запах*, чую',
  ],
  [
    'smell',
    'чувствую, тянет, kvap*, kvepia, smird*, jauciu, uzuod*, sent, odeur*, sens, huele, olor*, riecht, rieche, geruch, stinkt',
  ],
  [
    'leak',
    'leak, leaks, leaking, leaked, leek, leeking, escaping, escape of, seeping, leakage, sceith*, ligean, ulatnia, wyciek*',
  ],
  [
    'leak',
    'nieszczeln*, scurger*, pierde, curge, fuga, fugas, vazando, vazament*, vaza, утечк*, витік*, витік, вытек*, течет',
  ],
  [
    'leak',
    'тече, nuotek*, nuteka, teka, bega, fuite*, fuit, escape, perdida de, undicht, leck, leckt, tritt aus, stromt aus',
  ],
  ['hiss', 'hiss*, whistling from, szum gazu'],
  ['high', 'ppm, reading, level is high, levels are high, high level*'],
  ['fill', 'full of, filling with, filled with, everywhere, all over, pelny, plin de, cheia de, полно'],
  [
    'come',
    'coming, comes, comin, came, come out, dripping, drips, getting in, getting into, got into, running down, running through, leaking through',
  ],
  ['come gush', 'pouring, pourin, pours, poured, gushing, gushes, spraying, sprays, spurting, billowing, bellowing'],
  ['come gush', 'streaming, rushing out, rushing in, rushing through, spewing, shooting out, squirting'],
  [
    'come',
    'ag teacht, ag sileadh, leci, leje, kapie, ciek*, wydobywa*, iese, ies, saindo, a sair, sair, cair, caindo, cai',
  ],
  ['come', 'йде, иде, идет, льет*, лье*, валит*, капа*, sort, coule, sale, saliendo, cae, kommt, lauft, tropft'],
  ['pierce', 'drilled, drill into, drilled into, drill through, hit a, hit the, i hit, nail through, nailed, punctur*'],
  ['pierce', 'pierced, cut through, broke the, screw through, drill a, drilling, bored into'],
  ['alarm', 'alarm, alarms, smoke alarm*, fire alarm*, heat alarm*, smoke detector*, heat detector*, smoke sensor*'],
  ['gas-alarm', 'gas alarm*, gas detector*'],
  ['alarm', 'czujnik* dymu, czujk* dymu, detector* de fum*, alarma de fum, датчик дыма'],
  ['alarm', 'датчик* диму, dumu detektor*, dumu jutikl*, detecteur* de fum*, detector* de hum*, rauchmelder*'],
  [
    'alarm',
    'feueralarm, alarme incendie, alarma de incendi*, alarme de incendio, пожарн* сигнализац*, alaram*, alarme, alarma',
  ],
  ['other-alarm', 'burglar alarm*, house alarm*, intruder alarm*, car alarm*, alarm clock*, alarm code*, alarm panel*'],
  [
    'sound',
    'going off, goin off, gone off, went off, goes off, go off, ringing, sounding, sounds, sounded, alarming, blaring',
  ],
  ['sound', 'wont stop, will not stop, screaming, wailing, activated, triggered, rings, wyje, dzwoni, suna'],
  ['sound', 'a tocar, tocando, disparou, disparando, звенит, сработал*, спрацюва*, kaukia, sonne'],
  ['sound', 'suena, sonando, schlagt, four beeps'],
  ['beep', 'beep, beeping, beeps, bleeping, is on, pika, пищит, пищить, pypsi, piept'],
  [
    'sick',
    'headache*, dizzy, dizziness, nausea*, feel sick, feels sick, feeling sick, feeling ill, poisoning, poisoned',
  ],
  ['sick', 'feel ill, faint, fainted, collapsed, unconscious, vomiting, drowsy'],
  ['burner', 'boiler, stove, generator, heater, barbecue, bbq, woodburner, wood burner, fireplace'],

  // Water, cold, doors.
  ['water come', 'water in the, water in my, water inside, water getting in'],
  [
    'water',
    'water, watter, waterr, wather, uisce, woda, wody, apa, agua, вода, воды, води, воду, vanduo, vandens, eau',
  ],
  ['water', 'd eau, deau, wasser, water pipe*, hot water, water tank, hot water cylinder, cylinder'],
  ['sewage', 'sewage, waste water, wastewater, toilet water'],
  [
    'pipe',
    'pipe, pipes, rura, rury, rure, teava, conducta, cano, tuberia, труба, трубу, труби, vamzd*, tuyau*, canalisation',
  ],
  ['pipe', 'rohr, piopa, piopai, radiator*, tank'],
  [
    'burst',
    'burst, bursted, bursting, bust, pekl*, spart, rebent*, estour*, прорва*, лопну*, труко, truko, trukо, eclat*, roto',
  ],
  ['burst', 'reventado, reventad*, geplatzt, phleasc*, pleasc*, rompi*, sparta'],
  ['burst water pipe', 'burst pipe*, pipe burst*, pipes burst, rohrbruch*, wasserrohrbruch*'],
  [
    'flood',
    'flooding, flooded, flood, floods, floodin, overflow, overflowing, overflowed, overflows, under water, zalewa',
  ],
  [
    'flood',
    'zalalo, zalane, inundat*, inunda*, inundac*, затоп*, заливает, залива*, uzliej*, uzpil*, inond*, uberschwemm*, tuilte',
  ],
  [
    'above',
    'ceiling*, celing*, cieling*, flat above, upstairs, through the roof, sufit*, tavan*, teto, стел*, потол*, lub*',
  ],
  ['above', 'plafond*, techo, decke, tsileail, all over the floor'],
  ['big', 'badly, big, huge, massive, major, serious, terrible, bad'],
  ['heat', 'heating, heat, boiler, heat pump, radiators, central heating'],
  [
    'dead',
    'no, off, dead, broken, broke, stopped, not working, isnt working, packed in, packed up, conked out, wont work, wont come on, gone, failed, down',
  ],
  ['frost', 'freezing, frost, frosty, snow, snowing, minus, below zero, sub zero, subzero, ice, icy, newborn, elderly'],
  [
    'frozen',
    'frozen pipe*, pipes are frozen, pipe is frozen, pipes froze, pipe froze, pipes have frozen, frozen condensate',
  ],
  ['lockout', 'locked out, lockedout, locked myself out, locked ourselves out, locked us out'],
  ['keys', 'key, keys'],
  ['keys shut-out', 'keys inside, key inside'],
  [
    'shut-out',
    'cant get in, can not get in, cannot get in, couldnt get in, are inside, is inside, inside and, locked behind, shut behind, closed behind, snapped in the lock',
  ],

  // What looks like it and is none.
  [
    'thing',
    'gas bill*, gas account*, gas supplier*, gas provider*, gas tariff*, gas price*, gas usage, gas card, gas cert*',
  ],
  [
    'thing',
    'gas safety, gas safe, gas service, gas engineer*, gas fitter*, gas installer*, gas connection, gas network*',
  ],
  [
    'thing',
    'gas emergency valve, gas shut off valve, gas or electric, greenhouse gas*, petrol, gas mark, gas supplier',
  ],
  [
    'thing',
    'fire door*, fire exit*, fire escape*, fire blanket*, fire extinguish*, fire safety, fire drill*, fire stop*',
  ],
  [
    'thing',
    'fire rat*, fire resist*, fire retard*, fire pit*, fireplace*, fire place*, fire brigade, fire service, fire insur*',
  ],
  [
    'thing',
    'fire reg*, fire strateg*, fire assembly, fire cert*, fire risk*, fire stick, fire tv, fire hydrant*, fire panel*',
  ],
  [
    'thing',
    'fire hose*, fire detect*, fire curtain*, fire wall*, firewall*, fire barrier*, fire officer*, fire action, fire plan*',
  ],
  [
    'thing',
    'fire notice*, fire warden*, fire engineer*, fire report*, fire register*, fire inspect*, fire log*, fire surround*',
  ],
  [
    'thing',
    'fire guard*, fireguard*, fireproof*, fire proof*, fire test*, fire stair*, fire damper*, fireworks, firewood, bonfire*',
  ],
  [
    'thing',
    'campfire*, fire protection, fire precaution*, fire policy, fire rules, fire lift*, fire compartment*, fire collar*',
  ],
  [
    'thing',
    'fire lobby, fire point*, fire sprinkler*, fire procedure*, fire evacuation, fire station*, fire department*, fire crew*, fire engine*, fire truck*, fire hazard*, open fire, open fires, electric fire',
  ],
  [
    'thing',
    'log fire, light the fire, light a fire, lit the fire, turn on the fire, turn off the fire, turn the fire, use the fire, fire up, fired, feuerwehr*, feuerloscher*, feuertreppe',
  ],
  [
    'thing',
    'fire alarm test*, alarm test*, smoke free, smoke-free, smoke vent*, smoke control*, smoke seal*, smoke shaft*',
  ],
  [
    'thing',
    'i smoke, we smoke, to smoke, can smoke, you smoke, people smoke, he smokes, she smokes, smokes, smoker*, smoke on',
  ],
  ['thing', 'wood burning, log burning, burning wood, burning hot, static shock*, static, shock absor*'],
  [
    'thing',
    'shockproof, shock proof, spark plug*, sparkling, smoked glass, smoked salmon, gas stove spark, culture shock',
  ],
  [
    'thing',
    'gas strut*, gas lift*, gas spring*, argon gas, inert gas, refrigerant gas, smoke grey, smoke gray, smoke colour*, smoke setting*',
  ],
  [
    'thing',
    'burning rubbish, burning candle*, burning waste, burning leaves, burning fuel, burning stove*, burning calories',
  ],
  ['thing', 'cant smell, cannot smell, cant see, cannot see, dont see'],
  ['hue', 'yellow, orange, blue, colour*, color*, pilot'],
  [
    'tobacco',
    'cigarette*, cigar, cigars, vape*, vaping, no smoking, smoking area, smoking allowed, smoking ban, tobacco, weed',
  ],
  [
    'paper',
    'bill, bills, price*, certificate*, certs, warranty, guarantee*, insurance, insured, covered, damage, policy',
  ],
  [
    'paper',
    'rachunek, rachunk*, factura, facture, conta, rechnung, paskait*, saskait*, risk, fee, fees, charge, charges',
  ],
  [
    'habit',
    'battery, batteries, chirp*, every minute, once a minute, expire*, expiry, bateri*, pile, pila, batterie*, батаре*',
  ],
  ['habit', 'every few minutes, every 30 seconds, every 40 seconds, every half minute, low'],
  [
    'cook',
    'every time we cook, when we cook, cooking, cook, when i cook, toast, shower, steam, fry, frying, grill, test*',
  ],
  ['cook', 'weekly, annual'],
  [
    'thing',
    'flood risk, flood map*, flood plain*, floodlight*, flood light*, flood insur*, overflow pipe*, flood the garden',
  ],
  ['account', 'account, the app, password, portal'],
  ['thing', 'leak detect*, leak test*'],
  ['thing', 'frost protect*, frost stat*, frost free, ice maker, fridge freezer'],
  ['drain', 'drain*, fridge, toilet, sink, shower'],

  // How it is said.
  [
    'not',
    'no, not, nothing, isnt, arent, wasnt, dont, doesnt, didnt, never, without, nie, nie ma, nu, nao, нет, нема, немае, nera',
  ],
  ['not', 'pas de, aucun*, kein, keine, sin, sem, bez, без, fara, nil'],
  ['unsure', 'not sure if, dont know if, wondering if, wonder if, check if, see if, as if, asking if, worried if'],
  ['if', 'if, in case, in the event, in event of, during, ever, suppose, supposing, imagine, should there be, were to'],
  [
    'if',
    'what happens when, jesli, jezeli, gdyby, daca, если, якщо, jei, jeigu, si hay, si huele, s il y a, sil y a, si je, wenn',
  ],
  ['if', 'en cas, w razie, in caz, em caso, en caso, im fall, у разі, в случае, kilus, in caso'],
  ['if', 'falls, ma bhionn, in a fire, a case of, event of'],
  [
    'about',
    'symptom*, sign of, signs of, smell like, look like, sound like, how do i know, how would i know, how can i tell',
  ],
  [
    'about',
    'prevent*, avoid, detect, how likely, procedure, what causes, recognise, recognize, risk of, meaning of, happens to',
  ],
  [
    'past',
    'last year, last month, last week, years ago, months ago, weeks ago, previous owner, in 2019, in 2020, in 2021',
  ],
  ['past', 'in 2022, in 2023, in 2024, in 2025, before we moved in, historic*'],
  ['when', 'when, whenever, cuando, quand, kiedy, cand, когда, коли, kada, wann, nuair'],
  [
    'ask',
    'what should, what do, what must, what are, what does, what will, how do, how should, how would, where do, who do',
  ],
  [
    'ask',
    'should i, should we, do i, do we, does, will the, would, is it, can i, must we, must i, co robic, ce fac, o que',
  ],
];

/**
 * What is a danger: of each group some idea is in one sentence, and none of `unless`. The first rule that fits counts.
 * `askable`: said after "does" or "how do I" it is only asked about.
 */
export const DANGER_RULES: readonly {
  hazard: 'gas' | 'co' | 'fire' | 'electric' | 'water' | 'cold' | 'lockout';
  all: readonly string[];
  unless?: string;
  askable?: true;
}[] = [
  { hazard: 'co', all: ['co', 'sound sick leak smell come fill high'] },
  { hazard: 'co', all: ['co', 'beep'], unless: 'habit' },
  { hazard: 'co', all: ['sick fume', 'burner'] },
  { hazard: 'gas', all: ['gas', 'smell leak hiss come fill pierce burst'] },
  { hazard: 'gas', all: ['gas-alarm', 'sound'] },
  { hazard: 'gas', all: ['gas-alarm', 'beep'], unless: 'habit' },
  { hazard: 'gas', all: ['gas-thing', 'smell leak hiss pierce burst'], unless: 'water' },
  { hazard: 'gas', all: ['egg', 'smell'], unless: 'water drain' },
  { hazard: 'electric', all: ['jolt'] },
  { hazard: 'electric', all: ['shock'], unless: 'paper' },
  { hazard: 'electric', all: ['shocked', 'electric appliance'], unless: 'paper' },
  { hazard: 'electric', all: ['spark', 'electric cable come pierce appliance'] },
  { hazard: 'electric', all: ['electric', 'burning burnt melt'] },
  { hazard: 'electric', all: ['burning burnt', 'smell'] },
  { hazard: 'electric', all: ['live', 'bare touch pierce'] },
  { hazard: 'electric', all: ['bare', 'cable live'] },
  { hazard: 'electric', all: ['cable', 'pierce spark'] },
  { hazard: 'electric', all: ['water', 'electric', 'come leak'], unless: 'heat' },
  { hazard: 'electric', all: ['wet', 'electric'] },
  { hazard: 'fire', all: ['ablaze'] },
  { hazard: 'fire', all: ['blast'], unless: 'water pipe' },
  { hazard: 'fire', all: ['flames'], unless: 'hue' },
  { hazard: 'fire', all: ['fire'], unless: 'paper' },
  { hazard: 'fire', all: ['smoke'], unless: 'tobacco paper' },
  { hazard: 'fire', all: ['fume'] },
  { hazard: 'fire', all: ['smoking', 'electric heat burner appliance'], unless: 'tobacco' },
  { hazard: 'fire', all: ['burning'] },
  { hazard: 'fire', all: ['alarm', 'sound'], unless: 'cook other-alarm', askable: true },
  { hazard: 'fire', all: ['alarm', 'beep'], unless: 'cook habit other-alarm', askable: true },
  { hazard: 'water', all: ['burst blast', 'water pipe'], unless: 'paper' },
  { hazard: 'water', all: ['flood'], unless: 'paper' },
  { hazard: 'water', all: ['water pipe', 'gush fill'], unless: 'paper' },
  { hazard: 'water', all: ['water', 'come leak', 'above fill pierce'], unless: 'paper' },
  { hazard: 'water', all: ['leak', 'above fill big'], unless: 'paper' },
  { hazard: 'water', all: ['sewage', 'come above fill'], unless: 'paper' },
  { hazard: 'water', all: ['pierce', 'pipe water'], unless: 'paper gas gas-thing' },
  { hazard: 'cold', all: ['frozen'] },
  { hazard: 'cold', all: ['heat', 'dead', 'frost'] },
  { hazard: 'lockout', all: ['lockout'], unless: 'account' },
  { hazard: 'lockout', all: ['keys', 'shut-out'] },
];
