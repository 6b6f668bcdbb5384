import type { MotifBlocage } from "#relogement/regles/comite.ts";
import { MOTIFS_REFUS_OFFRE, type MotifRefusOffre, type RangOffre } from "#relogement/regles/offre.ts";
import { drawInteger, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import { dayOf, type Jour } from "./calendrier.ts";

/** The five demolitions of the document with the dwellings occupied on 1 March 2018 (action 11), and the year in which rehousing starts. */
export const IMMEUBLES = [
  { cle: "reunion", operation: "Réunion, Miquelon, Samoa et Vulcain", prefixe: "REU", menages: 56, depuis: 2019 },
  { cle: "orcades", operation: "Orcades", prefixe: "ORC", menages: 62, depuis: 2022 },
  { cle: "ibiza", operation: "Ibiza", prefixe: "IBI", menages: 29, depuis: 2023 },
  { cle: "antilles", operation: "Antilles", prefixe: "ANT", menages: 64, depuis: 2023 },
  { cle: "fidji", operation: "Fidji", prefixe: "FID", menages: 11, depuis: 2021 },
] as const;
export type ImmeubleDemo = (typeof IMMEUBLES)[number];

/** One offer as it goes: days count from 1970. */
export type OffrePlan = {
  readonly rang: RangOffre;
  readonly proposee: Jour;
  readonly visite: Jour;
  /** null: no reply has come. */
  readonly repondu: Jour | null;
  readonly motif: MotifRefusOffre | null;
  readonly bail: Jour | null;
};

/** What becomes of a household, every day of it: only what is past is written. */
export type DestinPlan = {
  /** First interview; null: not met. */
  readonly rencontre: Jour | null;
  readonly offres: readonly OffrePlan[];
  readonly depart: Jour | null;
  readonly blocage: { readonly le: Jour; readonly motif: MotifBlocage } | null;
};

/** How many households of a building come to what, in this order. Hypothèse, but for the totals of the document. */
type Parts = {
  readonly reloges: number;
  readonly neufs: number;
  readonly departs: number;
  readonly bloque: MotifBlocage | null;
  readonly deuxRefus: number;
  readonly offres: number;
  readonly diagnostics: number;
};
const PARTS: Readonly<Record<ImmeubleDemo["cle"], Parts>> = {
  reunion: { reloges: 52, neufs: 8, departs: 4, bloque: null, deuxRefus: 0, offres: 0, diagnostics: 0 },
  // The figures of the mock-up: 38 of 62, 6 of them in new dwellings, 5 households at two refusals.
  orcades: {
    reloges: 38,
    neufs: 6,
    departs: 2,
    bloque: "aucun-logement-adapte",
    deuxRefus: 5,
    offres: 6,
    diagnostics: 7,
  },
  ibiza: { reloges: 0, neufs: 0, departs: 0, bloque: "dette-locative", deuxRefus: 0, offres: 3, diagnostics: 6 },
  antilles: { reloges: 0, neufs: 0, departs: 0, bloque: null, deuxRefus: 0, offres: 0, diagnostics: 0 },
  fidji: { reloges: 11, neufs: 2, departs: 0, bloque: null, deuxRefus: 0, offres: 0, diagnostics: 0 },
};

/** First interviews and last leases: nothing before 2019, nothing after 30 June 2026. */
const PERIODES: Readonly<Record<ImmeubleDemo["cle"], readonly [debut: Jour, fin: Jour]>> = {
  reunion: [dayOf(2019, 1, 14), dayOf(2021, 12, 10)],
  orcades: [dayOf(2022, 1, 17), dayOf(2026, 6, 26)],
  ibiza: [dayOf(2023, 9, 11), dayOf(2026, 6, 26)],
  antilles: [dayOf(2023, 1, 9), dayOf(2026, 6, 26)],
  fidji: [dayOf(2021, 2, 8), dayOf(2022, 9, 30)],
};

/** The order of the document, mostly. */
const RANGS: readonly RangOffre[] = [
  "rehabilite-loyer-baisse",
  "rehabilite",
  "rehabilite-loyer-baisse",
  "rehabilite",
  "pru1",
  "rehabilite-loyer-baisse",
  "rehabilite",
  "pru1",
  "rehabilite",
  "autre",
];

/** Every household of the building, in the order of its references. */
export function planImmeuble({ cle, menages }: ImmeubleDemo, random: Random): readonly DestinPlan[] {
  const parts = PARTS[cle];
  const [debut, fin] = PERIODES[cle];
  const tirage = { random, motifs: makeMotifs(), rangs: makeRangs() };
  const make = (count: number, plan: (rang: number) => DestinPlan) => Array.from({ length: count }, (_, i) => plan(i));
  const bailOf = (i: number) => debut + 180 + Math.floor(((fin - debut - 180) * (i + 1)) / (parts.reloges + 1));
  const { bloque } = parts;
  const destins = [
    // Leases are spread over the whole period, six months after it starts.
    ...make(parts.reloges, (i) => reloge(bailOf(i), debut, i < parts.neufs, refusOf(i), tirage)),
    ...make(parts.departs, (i) => ({ ...rencontre(debut + 40 + 9 * i), depart: debut + 200 + 61 * i })),
    ...(bloque ? [{ ...rencontre(debut + 60), blocage: { le: fin - 210, motif: bloque } }] : []),
    ...make(parts.deuxRefus, (i) => deuxRefus(fin - 120 - 17 * i, debut + 90 + i, tirage)),
    ...make(parts.offres, (i) => enAttente(fin - 40 - 5 * i, debut + 150 + 4 * i, i % 2, tirage)),
    ...make(parts.diagnostics, (i) => rencontre(fin - 400 + 47 * i)),
  ];
  if (destins.length > menages) throw new Error(`${cle}: ${destins.length} households for ${menages}`);
  return [...destins, ...make(menages - destins.length, () => JAMAIS)];
}

/** A third of those rehoused refuse an offer before the one they sign, one in nine two of them. */
function refusOf(rang: number): number {
  if (rang % 3 !== 1) return 0;
  return rang % 9 === 1 ? 2 : 1;
}

const JAMAIS: DestinPlan = { rencontre: null, offres: [], depart: null, blocage: null };

function rencontre(le: Jour): DestinPlan {
  return { ...JAMAIS, rencontre: le };
}

type Tirage = {
  readonly random: Random;
  readonly motifs: () => MotifRefusOffre;
  readonly rangs: () => RangOffre;
};

function makeMotifs(): () => MotifRefusOffre {
  let rank = 0;
  return () => MOTIFS_REFUS_OFFRE[rank++ % MOTIFS_REFUS_OFFRE.length] ?? "autre";
}

function makeRangs(): () => RangOffre {
  let rank = 0;
  return () => RANGS[rank++ % RANGS.length] ?? "autre";
}

function refus(proposee: Jour, { random, motifs, rangs }: Tirage): OffrePlan {
  const visite = proposee + drawInteger(random, 4, 10);
  return { rang: rangs(), proposee, visite, repondu: visite + drawInteger(random, 2, 9), motif: motifs(), bail: null };
}

function reloge(bail: Jour, debut: Jour, neuf: boolean, refusAvant: number, tirage: Tirage): DestinPlan {
  const proposee = bail - drawInteger(tirage.random, 38, 60);
  const avant = Array.from({ length: refusAvant }, (_, i) => refus(proposee - 45 * (refusAvant - i), tirage));
  const visite = proposee + drawInteger(tirage.random, 3, 9);
  const repondu = visite + drawInteger(tirage.random, 1, 8);
  const acceptee: OffrePlan = {
    proposee,
    visite,
    repondu,
    bail,
    motif: null,
    rang: neuf ? "neuf" : tirage.rangs(),
  };
  const premier = avant[0]?.proposee ?? proposee;
  return { ...rencontre(Math.max(debut, premier - drawInteger(tirage.random, 20, 90))), offres: [...avant, acceptee] };
}

function deuxRefus(dernier: Jour, vu: Jour, tirage: Tirage): DestinPlan {
  return { ...rencontre(vu), offres: [refus(dernier - 75, tirage), refus(dernier, tirage)] };
}

/** An offer of which the reply has not come, after a refusal or not. */
function enAttente(proposee: Jour, vu: Jour, refusAvant: number, tirage: Tirage): DestinPlan {
  const avant = Array.from({ length: refusAvant }, () => refus(proposee - 60, tirage));
  const offre: OffrePlan = {
    proposee,
    visite: proposee + 7,
    repondu: null,
    motif: null,
    bail: null,
    rang: tirage.rangs(),
  };
  return { ...rencontre(vu), offres: [...avant, offre] };
}

/** The plan of an adult child who leaves the household that is rehoused: housed beside it, met with it, or not met yet. */
export function planDecohabitation(origine: DestinPlan | undefined): DestinPlan {
  const offre = origine?.offres.find(({ bail }) => bail !== null);
  if (!offre || !origine || origine.rencontre === null) return JAMAIS;
  return { ...rencontre(origine.rencontre), offres: [{ ...offre, rang: "rehabilite" }] };
}
