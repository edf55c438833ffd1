/*
 * What owners say and what manuals write, for homes in Ireland and Britain. General on purpose: no product and no estate in here.
 * A phrase is words parted by spaces, in lower case, as the tokenizer of words.ts parts them.
 */

/** Phrases that mean the same: a question with one finds passages with any. A word may stand in one group only. */
const SAME: readonly string[] = [
  'fuse board, fuse box, fusebox, fuseboard, consumer unit, distribution board, electrical panel, breaker box, switchboard',
  'circuit breaker, breaker, trip switch, mcb, rcd, rcbo',
  'stopcock, stop cock, stop valve, stop tap, shut off valve, shutoff, isolating valve, isolation valve, water main valve',
  'tv, telly, television',
  'toilet, wc, loo, lavatory',
  'wash hand basin, washbasin, basin, sink',
  'immersion, immersion heater',
  'hot press, airing cupboard',
  'press, cupboard',
  'rubbish, refuse, trash, garbage, waste, general waste',
  'bin, bins, wheelie bin, wheelie',
  'broadband, internet, wifi, wi fi, fibre',
  'router, modem',
  'heat pump, air source heat pump, outdoor unit',
  'thermostat, room stat, stat',
  'radiator, rad, rads',
  'tap, taps, faucet',
  'power cut, power outage, outage, blackout, power failure, loss of power',
  'socket, outlet, power point',
  'leak, leaking, leakage, drip, dripping',
  'warranty, guarantee, guaranteed, cover, covered',
  'snag, snags, defect, fault, faulty',
  'attic, loft',
  'garden, yard',
  'lawn, grass, turf',
  'driveway, drive',
  'ev, electric car, electric vehicle',
  'charger, charge point, charging point, chargepoint, wallbox, wall box',
  'pv, photovoltaic, solar panels, solar, panels',
  'smoke alarm, smoke detector, fire alarm',
  'carbon monoxide, co',
  'ventilation, vent, vents, extract, extractor',
  'mvhr, heat recovery',
  'mould, mold, mildew',
  'condensation, damp, moisture, wet, misty, steamed up',
  'hob, cooker, cooktop',
  'fridge, refrigerator',
  'tumble dryer, dryer, drier, tumble drier',
  'washing machine, washer',
  'service charge, management fee, management charge, annual fee',
  'managing agent, management agent, management company',
  'gutter, gutters, downpipe',
  'drain, drains, gully, manhole, sewer',
  'sell, selling, sale, sold, resale',
  'solicitor, conveyancer, lawyer',
  'certificate, certificates, cert, certs, paperwork, papers',
  'phone, telephone, ring, call',
  'repaint, paint, painting, decorate',
  'shed, garden building',
  'fence, fencing, boundary',
  'letterbox, letter box',
  'lamp, bulb, bulbs',
  'lock, locks, locked, cylinder lock',
  'skip, builder s skip',
  'clean, cleaning, wash, wipe',
  'service, servicing, serviced, maintenance',
  'extension, conservatory, extend',
  'speed limit, how fast, speed',
  'noise, noisy, loud, quiet hours',
  'lodger, tenant, rent, letting, renting',
  'error, error code, fault code',
  'reset, restart, reboot',
  'worktop, countertop, counter, kitchen counter',
  'pot, pots, pan, pans',
  'hens, hen, chickens, chicken, poultry',
  'child, children, kid, kids, toddler, baby',
  'limescale, lime, hard water, chalk, scale',
  'landline, home telephone, home phone',
  'sofa, couch, furniture, mattress, bulky, bulky items, bulky waste',
  'doorbell, bell',
  'letting agent, landlord',
  'insurance, insured, insurer, policy',
  'price, cost, costs, dear, dearest, expensive',
  'cistern, flush',
  'pressure, pressure gauge, bar',
];

/** What else a question with the first phrase is often about; weaker than the same meaning. */
const RELATED: readonly [phrase: string, also: string][] = [
  ['electrics', 'fuse board, circuit, electrical, switch'],
  ['no power', 'fuse board, circuit, power cut'],
  ['tripped', 'reset, circuit breaker, fuse board'],
  ['turn off the water', 'stopcock'],
  ['water off', 'stopcock'],
  ['turn the water off', 'stopcock'],
  ['burst', 'stopcock, leak'],
  ['burst pipe', 'stopcock, leak, emergency'],
  ['pipe burst', 'stopcock, leak, emergency'],
  ['flooding', 'stopcock, leak'],
  ['dribble', 'low pressure, flow'],
  ['trickle', 'low pressure, flow'],
  ['deaf', 'hearing, vibrating, strobe'],
  ['tourists', 'short term letting, letting'],
  ['airbnb', 'short term letting, letting'],
  ['flood', 'stopcock, leak'],
  ['cold', 'heating, temperature'],
  ['warm', 'heating, temperature'],
  ['freezing', 'heating, frost'],
  ['shower', 'hot water'],
  ['bath', 'hot water'],
  ['stuffy', 'ventilation'],
  ['smell', 'ventilation, drain, trap'],
  ['black spots', 'mould'],
  ['draught', 'seal, trickle vent'],
  ['beep', 'alarm, battery'],
  ['beeping', 'alarm, battery'],
  ['chirp', 'alarm, battery'],
  ['chirping', 'alarm, battery'],
  ['crack', 'shrinkage, settlement, plaster'],
  ['cracks', 'shrinkage, settlement, plaster'],
  ['hang', 'fixing, wall, plasterboard'],
  ['shelf', 'fixing, wall, plasterboard'],
  ['drill', 'fixing, wall, cable'],
  ['visitors', 'visitor, parking'],
  ['visitor', 'parking'],
  ['blocked', 'drain, unblock'],
  ['signal', 'aerial, tv, broadband'],
  ['moving in', 'first day'],
  ['dog', 'pets'],
  ['neighbours', 'noise, neighbour'],
];

export type Phrase = readonly string[];

const split = (list: string): Phrase[] => list.split(',').map((phrase) => phrase.trim().split(' '));

/** Every phrase of a group, by its own words joined: the phrases that mean the same, itself included. */
export const SAME_BY_PHRASE: ReadonlyMap<string, readonly Phrase[]> = new Map(
  SAME.flatMap((line) => {
    const group = split(line);
    return group.map((phrase) => [phrase.join(' '), group] as const);
  }),
);

export const RELATED_BY_PHRASE: ReadonlyMap<string, readonly Phrase[]> = new Map(RELATED.map(([phrase, also]) => [phrase, split(also)]));

/** Words of the longest phrase above. */
export const LONGEST_PHRASE = Math.max(...[...SAME_BY_PHRASE.keys(), ...RELATED_BY_PHRASE.keys()].map((phrase) => phrase.split(' ').length));

/** Every word above: known, however rare, so never a misspelling. */
export const SYNONYM_WORDS: ReadonlySet<string> = new Set([...SAME_BY_PHRASE.keys(), ...RELATED_BY_PHRASE.keys()].flatMap((phrase) => phrase.split(' ')));
