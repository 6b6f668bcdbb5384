import { formatNombre, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { LEVIERS, LIBELLE_FACTEUR, PLAGE } from "./facteur.ts";
import { sum } from "./flux.ts";
import type { BailleurSimule, HypothesesSimulation, ParcSimule } from "./hypotheses.ts";
import { verifyBornes } from "./verify-bornes.ts";

/** Maximum count: no territory signs more leases in a year, or owns more dwellings. */
const COMPTE_MAX = 1_000_000;
const ANNEE_MIN = 1990;
const ANNEE_MAX = 2100;
const ANNEES_MAX = 30;
const GROUPES_MAX = 200;
const BAILLEURS_MAX = 60;
/** Tolerance on shares that add up to 1, written with a few decimals. */
const SOMME = 1e-9;

/** Throws a Refus that names the invalid value, and its valid range. Every simulation calls it first. */
export function verifyHypotheses(h: HypothesesSimulation): void {
  verifyAnnees(h);
  verifyReference(h);
  verifyLeviers(h);
  verifyGroupes(h);
  verifyCalendriers(h);
  verifyParc("Parc en QPV", h.parc.qpv);
  verifyParc("Parc hors QPV", h.parc.horsQpv);
  verifyDemolitions("Le parc en QPV", h.parc.qpv, h.groupes);
  verifyBailleurs(h);
  verifyBornes(h);
}

function verifyAnnees({ horizon, periode, cibles, reference }: HypothesesSimulation): void {
  const years = [horizon.debut, horizon.fin, periode.debut, periode.fin, reference.annee];
  for (const annee of [...years, ...cibles.map((cible) => cible.annee)]) verifyAnnee("Une année", annee);
  if (horizon.fin < horizon.debut || horizon.fin - horizon.debut >= ANNEES_MAX) {
    throw new Refus(
      "simulation-horizon",
      `La simulation va de ${horizon.debut} à ${horizon.fin} : choisissez de 1 à ${ANNEES_MAX} années, dans l’ordre.`,
      { horizon },
    );
  }
  if (reference.annee >= horizon.debut) {
    throw new Refus(
      "simulation-horizon",
      `L’année de référence (${reference.annee}) doit précéder la première année simulée (${horizon.debut}).`,
      { reference: reference.annee, horizon },
    );
  }
  if (periode.fin < periode.debut || periode.debut < horizon.debut || periode.fin > horizon.fin) {
    throw new Refus(
      "simulation-periode",
      `La période jugée (${periode.debut} à ${periode.fin}) doit être dans l’ordre, et comprise dans les années simulées (${horizon.debut} à ${horizon.fin}).`,
      { periode, horizon },
    );
  }
  verifyPart("Cible de la période", periode.cible);
  for (const { annee, taux } of cibles) verifyPart(`Cible de ${annee}`, taux);
  verifyUnique(
    "Deux cibles portent la même année",
    cibles.map(({ annee }) => String(annee)),
  );
}

function verifyReference({ reference, attributionsAnnuelles }: HypothesesSimulation): void {
  verifyCompte("Attributions hors QPV de l’année de référence", reference.attributions);
  verifyCompte("Attributions au premier quartile de l’année de référence", reference.q1);
  verifyCompte("Attributions de lieu inconnu", reference.sansLieu);
  verifyCompte("Attributions hors QPV par an", attributionsAnnuelles.horsQpv);
  if (attributionsAnnuelles.qpv !== null) verifyCompte("Attributions en QPV par an", attributionsAnnuelles.qpv);
  if (reference.attributions === 0) {
    throw new Refus(
      "simulation-reference",
      `Aucune attribution hors QPV en ${reference.annee} : le taux de départ est inconnu. Choisissez une année de référence qui en compte.`,
      { annee: reference.annee },
    );
  }
  verifyQ1("l’année de référence", reference);
}

function verifyLeviers({ leviers }: HypothesesSimulation): void {
  for (const levier of LEVIERS) {
    const { bas, haut } = PLAGE[levier];
    const valeur = leviers[levier];
    if (valeur >= bas && valeur <= haut) continue;
    throw new Refus(
      levier === "gainAnnuel" ? "simulation-gain" : "simulation-part",
      `${LIBELLE_FACTEUR[levier]} : écrivez une valeur de ${formatTauxCourt(bas)} à ${formatTauxCourt(haut)}.`,
      { champ: levier, valeur },
    );
  }
}

function verifyGroupes({ groupes }: HypothesesSimulation): void {
  verifyNombre("groupes à démolir", groupes.length, GROUPES_MAX);
  verifyUnique(
    "Deux groupes à démolir portent le même code",
    groupes.map(({ code }) => code),
  );
  for (const { libelle, logements, occupes, annee } of groupes) {
    verifyAnnee(libelle, annee);
    verifyCompte(`${libelle}, logements`, logements);
    verifyCompte(`${libelle}, occupés`, occupes);
    verifyOccupes(libelle, { logements, occupes });
  }
}

function verifyCalendriers({ etalement, calendrierNeufs, groupes, leviers }: HypothesesSimulation): void {
  for (const part of etalement) verifyPart("Étalement des relogements", part);
  if (Math.abs(sum(etalement, (part) => part) - 1) > SOMME) {
    const parts = joinFrench(etalement.map(formatTauxCourt));
    throw new Refus(
      "simulation-etalement",
      `L’étalement des relogements (${parts || "aucune année"}) doit faire 100 % en tout.`,
      { etalement },
    );
  }
  for (const { annee, poids } of calendrierNeufs) {
    verifyAnnee("Calendrier des logements reconstruits", annee);
    if (!(poids >= 0 && poids <= COMPTE_MAX)) {
      throw new Refus("simulation-calendrier", `Le poids de ${annee} doit être un nombre positif ou nul.`, { poids });
    }
  }
  const built = leviers.reconstitution > 0 && groupes.some(({ logements }) => logements > 0);
  if (built && sum(calendrierNeufs, ({ poids }) => poids) === 0) {
    throw new Refus(
      "simulation-calendrier",
      "Des logements sont reconstruits, mais aucune année ne les reçoit : donnez un poids à une année au moins.",
    );
  }
}

function verifyParc(libelle: string, parc: ParcSimule | null): void {
  if (parc === null) return;
  verifyCompte(`${libelle}, logements`, parc.logements);
  verifyCompte(`${libelle}, occupés`, parc.occupes);
  verifyOccupes(libelle, parc);
  verifyPart(`${libelle}, rotation`, parc.rotation);
  for (const { annee, logements } of parc.neufs) {
    verifyAnnee(`${libelle}, logements neufs`, annee);
    verifyCompte(`${libelle}, logements neufs de ${annee}`, logements);
  }
}

function verifyDemolitions(
  libelle: string,
  parc: ParcSimule | null,
  groupes: readonly { readonly logements: number }[],
): void {
  const demolis = sum(groupes, ({ logements }) => logements);
  if (parc === null || demolis <= parc.logements) return;
  throw new Refus(
    "simulation-demolitions",
    `${libelle} compte ${formatNombre(parc.logements)} logements : on ne peut pas en démolir ${formatNombre(demolis)}.`,
    { demolis, logements: parc.logements },
  );
}

function verifyBailleurs(h: HypothesesSimulation): void {
  const { bailleurs, reference } = h;
  verifyNombre("bailleurs", bailleurs.length, BAILLEURS_MAX);
  verifyUnique(
    "Un bailleur est donné deux fois",
    bailleurs.map(({ siren }) => siren),
  );
  for (const bailleur of bailleurs) verifyBailleur(h, bailleur);
  verifySomme(bailleurs, "attributions", "attributions hors QPV", reference.attributions);
  verifySomme(bailleurs, "q1", "attributions au premier quartile", reference.q1);
  verifySomme(bailleurs, "partRelogements", "parts de relogements", 1 + SOMME);
  verifySomme(bailleurs, "partNeufs", "parts de logements neufs", 1 + SOMME);
}

function verifyBailleur({ groupes }: HypothesesSimulation, bailleur: BailleurSimule): void {
  const { libelle, parc, attributionsQpv } = bailleur;
  verifyCompte(`${libelle}, attributions hors QPV`, bailleur.attributions);
  verifyCompte(`${libelle}, attributions au premier quartile`, bailleur.q1);
  verifyQ1(libelle, bailleur);
  if (attributionsQpv !== null) verifyCompte(`${libelle}, attributions en QPV`, attributionsQpv);
  verifyPart(`${libelle}, part des relogements`, bailleur.partRelogements);
  verifyPart(`${libelle}, part des logements neufs`, bailleur.partNeufs);
  verifyParc(`${libelle}, parc en QPV`, parc.qpv);
  verifyParc(`${libelle}, parc hors QPV`, parc.horsQpv);
  verifyDemolitions(
    `${libelle} en QPV`,
    parc.qpv,
    groupes.filter((groupe) => groupe.bailleur === bailleur.siren),
  );
}

function verifySomme(
  bailleurs: readonly BailleurSimule[],
  champ: "attributions" | "q1" | "partRelogements" | "partNeufs",
  libelle: string,
  max: number,
): void {
  const total = sum(bailleurs, (bailleur) => bailleur[champ]);
  if (total <= max) return;
  throw new Refus(
    "simulation-bailleurs",
    `Les ${libelle} des bailleurs font ${formatNombre(total)} en tout, au-dessus du total du territoire (${formatNombre(max)}).`,
    { champ, total, max },
  );
}

function verifyAnnee(libelle: string, annee: number): void {
  if (Number.isInteger(annee) && annee >= ANNEE_MIN && annee <= ANNEE_MAX) return;
  throw new Refus(
    "simulation-annee",
    `${libelle} : « ${annee} » n’est pas une année. Écrivez-la en quatre chiffres, de ${ANNEE_MIN} à ${ANNEE_MAX}.`,
    { annee },
  );
}

function verifyCompte(libelle: string, compte: number): void {
  if (Number.isInteger(compte) && compte >= 0 && compte <= COMPTE_MAX) return;
  throw new Refus(
    "simulation-compte",
    `${libelle} : écrivez un nombre entier, de 0 à ${formatNombre(COMPTE_MAX)} (« ${compte} » n’en est pas un).`,
    { champ: libelle, compte },
  );
}

function verifyPart(libelle: string, part: number): void {
  if (part >= 0 && part <= 1) return;
  throw new Refus("simulation-part", `${libelle} : écrivez une part de 0 % à 100 %.`, { champ: libelle, part });
}

function verifyOccupes(libelle: string, { logements, occupes }: { logements: number; occupes: number }): void {
  if (occupes <= logements) return;
  throw new Refus(
    "simulation-occupes",
    `${libelle} : ${formatNombre(occupes)} logements occupés pour ${formatNombre(logements)} logements. Corrigez l’un des deux nombres.`,
    { occupes, logements },
  );
}

function verifyQ1(libelle: string, { q1, attributions }: { q1: number; attributions: number }): void {
  if (q1 <= attributions) return;
  throw new Refus(
    "simulation-reference",
    `Pour ${libelle}, ${formatNombre(q1)} attributions au premier quartile dépassent les ${formatNombre(attributions)} attributions hors QPV.`,
    { q1, attributions },
  );
}

function verifyUnique(phrase: string, codes: readonly string[]): void {
  const twice = codes.find((code, rang) => codes.indexOf(code) !== rang);
  if (twice === undefined) return;
  throw new Refus("simulation-doublon", `${phrase} (${twice}) : n’en gardez qu’un.`, { code: twice });
}

function verifyNombre(libelle: string, nombre: number, max: number): void {
  if (nombre <= max) return;
  throw new Refus("simulation-trop-grande", `La simulation prend au plus ${max} ${libelle} : il y en a ${nombre}.`, {
    nombre,
    max,
  });
}
