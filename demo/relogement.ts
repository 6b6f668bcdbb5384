import { LIBELLE_MOTIF_BLOCAGE } from "#relogement/regles/comite.ts";
import { LIBELLE_MOTIF_REFUS_OFFRE, LIBELLE_REPONSE_OFFRE } from "#relogement/regles/offre.ts";
import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  VALEURS_RIME,
} from "#relogement/regles/rime-colonnes.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "../src/relogement/regles/etat.ts";
import { dayOf, formatDay, type Jour } from "./calendrier.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";
import { buildStock, stream } from "./generate-demo.ts";
import { aplOf, type FicheDemo, ficheOf } from "./relogement-fiches.ts";
import { Offreurs } from "./relogement-logements.ts";
import {
  type DestinPlan,
  IMMEUBLES,
  type ImmeubleDemo,
  type OffrePlan,
  planDecohabitation,
  planImmeuble,
} from "./relogement-plan.ts";

/** What the charte calls « beyond »: three rises of more than 60 €. In all, the median of the known ones is 18 €, as in the mock-up. */
const ECARTS_ORCADES: readonly number[] = [
  -42, -38, -31, -27, -22, -18, -15, -12, -9, -6, -3, 0, 4, 7, 10, 13, 16, 18, 18, 19, 21, 23, 25, 27, 29, 31, 33, 35,
  37, 39, 41, 43, 46, 61, 74, 92,
];
/** Two of the 38 have no APL known yet in the new dwelling. */
const APL_INCONNUES = [9, 27];

/** Households who have a grown-up child housed apart: rank in the building. A file more each, tied to theirs. */
const DECOHABITATIONS: Readonly<Partial<Record<ImmeubleDemo["cle"], readonly number[]>>> = {
  reunion: [3, 17],
  ibiza: [20],
  antilles: [11],
};

export type FichiersRelogement = { readonly menages: Uint8Array; readonly offres: Uint8Array };

/**
 * Households of the five demolitions and the offers made to them, as a bailleur's follow-up: two CSV of our columns. Only what is dated on
 * or before `aujourdhui` is played, so that on the day of the document everybody is to be met. Everything is made up but the totals; APL is a
 * simple hypothesis (`aplOf`). Same bytes at each run for one day.
 */
export function generateRelogement(aujourdhui: string): FichiersRelogement {
  const stock = buildStock();
  const offreurs = new Offreurs(stock.parc, stock.occupation, stream(60));
  const jour = dayOf(Number(aujourdhui.slice(0, 4)), Number(aujourdhui.slice(5, 7)), Number(aujourdhui.slice(8, 10)));
  const dossiers = IMMEUBLES.flatMap((immeuble, at) => dossiersOf(immeuble, at, stock));
  const menages = dossiers.map((dossier, rang) => menageLine(dossier, jour, rang));
  const offres = dossiers.flatMap((dossier) => offresLines(dossier, jour, offreurs));
  return { menages: write("menages", menages), offres: write("offres", offres) };
}

/** A file of the demonstration. `cible`: rank among the rehoused of Orcades, whose rises are chosen; `origine`: the household it leaves. */
type Dossier = {
  readonly immeuble: ImmeubleDemo;
  readonly reference: string;
  readonly plan: DestinPlan;
  readonly fiche: FicheDemo;
  readonly cible: number | null;
  readonly origine: string | null;
};

function dossiersOf(
  immeuble: ImmeubleDemo,
  at: number,
  { parc, occupation }: ReturnType<typeof buildStock>,
): Dossier[] {
  const plans = planImmeuble(immeuble, stream(61 + at));
  const fiches = ficheOf(immeuble, parc, occupation, stream(71 + at));
  const isChosen = immeuble.cle === "orcades";
  const own = plans.map((plan, i): Dossier => {
    // The rehoused come first: their rank is that of the building.
    const cible = isChosen && plan.offres.some(({ bail }) => bail !== null) ? i : null;
    return { immeuble, plan, cible, reference: referenceOf(immeuble, i + 1), fiche: fiches(i), origine: null };
  });
  const partis = (DECOHABITATIONS[immeuble.cle] ?? []).map((numero, i): Dossier => {
    const rang = own.length + i;
    const [reference, origine] = [referenceOf(immeuble, rang + 1), referenceOf(immeuble, numero)];
    const plan = planDecohabitation(own[numero - 1]?.plan);
    return { immeuble, plan, reference, origine, cible: null, fiche: fiches(rang, true) };
  });
  return [...own, ...partis];
}

function referenceOf({ prefixe }: ImmeubleDemo, numero: number): string {
  return `${prefixe}-${String(numero).padStart(3, "0")}`;
}

function write(feuille: "menages" | "offres", lignes: readonly Ligne[]): Uint8Array {
  const colonnes = COLONNES_RIME[feuille].filter(({ part }) => part !== "calcul");
  const renamed = lignes.map((ligne) => [
    Object.fromEntries(colonnes.flatMap(({ code, entete }) => (code in ligne ? [[entete, ligne[code] ?? ""]] : []))),
  ]);
  return encodeUtf8(
    writeCsv(
      colonnes.map(({ entete }) => entete),
      renamed,
    ),
  );
}

function mots(code: CodeMenageRime | CodeOffreRime, valeur: string): string {
  return VALEURS_RIME[code]?.[valeur] ?? "";
}

function menageLine({ immeuble, reference, plan, fiche, origine }: Dossier, jour: Jour, rang: number): Ligne {
  const vu = plan.rencontre !== null && plan.rencontre <= jour;
  return {
    reference,
    operation: immeuble.operation,
    ...fiche.ligne,
    ...(vu ? fiche.entretien : {}),
    ...(origine === null ? {} : { decohabitationDe: origine }),
    // Known by its employer's file before anybody is met; the others only once they have said so.
    actionLogement: fiche.actionLogement ? "Oui" : vu ? "Non" : "",
    ...etatOf(plan, jour, immeuble.depuis),
    ...etapeOf(plan, jour, rang),
  };
}

function etatOf(plan: DestinPlan, jour: Jour, depuis: number): Ligne {
  const past = (le: Jour | null): le is Jour => le !== null && le <= jour;
  const bail = plan.offres.find((offre) => past(offre.bail))?.bail ?? null;
  const dit = (etat: keyof typeof LIBELLE_ETAT_RELOGEMENT, le: Jour): Ligne => ({
    etat: LIBELLE_ETAT_RELOGEMENT[etat],
    etatDepuis: formatDay(le),
  });
  if (bail !== null) return dit("reloge", bail);
  if (past(plan.depart)) return dit("depart", plan.depart);
  if (plan.blocage && past(plan.blocage.le)) {
    return { ...dit("bloque", plan.blocage.le), motifBlocage: LIBELLE_MOTIF_BLOCAGE[plan.blocage.motif] };
  }
  const premiere = plan.offres[0]?.proposee ?? null;
  if (past(premiere)) return dit("offres", premiere);
  if (past(plan.rencontre)) return dit("diagnostic", plan.rencontre);
  const debut = dayOf(depuis, 1, 2);
  // Before the year of the document, nothing dates the state.
  return past(debut) ? dit("a-rencontrer", debut) : { etat: LIBELLE_ETAT_RELOGEMENT["a-rencontrer"] };
}

/** The last day of the demonstration: no step is announced after it. */
const FIN = dayOf(2026, 6, 30);

function etapeOf(plan: DestinPlan, jour: Jour, rang: number): Ligne {
  const etat = etatOf(plan, jour, 2000).etat;
  if (etat === LIBELLE_ETAT_RELOGEMENT["a-rencontrer"]) return { etape: "Entretien" };
  if (etat === LIBELLE_ETAT_RELOGEMENT.bloque) return { etape: "Comité de suivi" };
  if (etat === LIBELLE_ETAT_RELOGEMENT.diagnostic) return { etape: "Rappeler le ménage" };
  if (etat !== LIBELLE_ETAT_RELOGEMENT.offres) return {};
  const last = plan.offres.filter(({ proposee }) => proposee <= jour).at(-1);
  const attend = last !== undefined && (last.repondu === null || last.repondu > jour);
  const le = Math.min(FIN, (last?.proposee ?? jour) + 28 + (rang % 5));
  return attend ? { etape: "Réponse attendue", etapeLe: formatDay(le) } : { etape: "Visite" };
}

function offresLines({ reference, plan, fiche, cible }: Dossier, jour: Jour, offreurs: Offreurs): Ligne[] {
  // Every offer draws its dwelling, played or not: the day changes nothing of the others.
  const all = plan.offres.map((offre, i): [OffrePlan, Ligne] => {
    const { premiereLocation, situation, ...logement } = offreurs.offer(offre.rang, fiche.besoin, offre.proposee);
    const couts = offre.bail !== null && cible !== null ? target(fiche, logement, cible) : plain(fiche, logement, i);
    return [
      offre,
      {
        ...logement,
        ...couts,
        reference,
        numero: i + 1,
        premiereLocationLe: premiereLocation,
        situation: mots("situation", situation),
        rehabilite: mots("rehabilite", logement.rehabilite),
        residentialise: mots("residentialise", logement.residentialise),
        loyerBaisse: mots("loyerBaisse", logement.loyerBaisse),
        pru1: mots("pru1", logement.pru1),
        ...(fiche.actionLogement && i % 2 === 0 ? { droitActionLogement: "Oui" } : {}),
        ...(offre.rang === "autre" ? { raisonRang: "Rien de mieux placé du type souhaité à cette date." } : {}),
      },
    ];
  });
  return all.flatMap(([offre, ligne]) => (offre.proposee <= jour ? [{ ...ligne, ...suiteOf(offre, jour) }] : []));
}

function suiteOf(offre: OffrePlan, jour: Jour): Ligne {
  const { proposee, visite, repondu, motif, bail } = offre;
  const dite = repondu !== null && repondu <= jour;
  return {
    proposeeLe: formatDay(proposee),
    ...(visite <= jour ? { visiteeLe: formatDay(visite) } : {}),
    reponse: LIBELLE_REPONSE_OFFRE[dite ? (motif === null ? "acceptee" : "refusee") : "attendue"],
    ...(dite ? { reponduLe: formatDay(repondu) } : {}),
    ...(dite && motif !== null ? { motifRefus: LIBELLE_MOTIF_REFUS_OFFRE[motif] } : {}),
    ...(bail !== null && bail <= jour ? { bailSigneLe: formatDay(bail) } : {}),
  };
}

type Cout = { readonly loyer: number; readonly charges: number };

/** One APL in fifteen is not known on the day of the offer. */
function plain(fiche: FicheDemo, { loyer, charges }: Cout, rang: number): Ligne {
  const inconnue = (fiche.numero * 7 + rang) % 15 === 4;
  return { loyer, charges, ...(inconnue ? {} : { apl: aplOf(loyer, fiche) }) };
}

/** The APL that makes the chosen rise; the rent goes up to it when it is too low. */
function target(fiche: FicheDemo, { loyer, charges }: Cout, cible: number): Ligne {
  if (APL_INCONNUES.includes(cible)) return { loyer, charges };
  const place = cible - APL_INCONNUES.filter((one) => one < cible).length;
  const ecart = ECARTS_ORCADES[place];
  if (ecart === undefined || fiche.reste === null)
    throw new Error(`rehoused household ${cible} has no known cost before`);
  const reste = fiche.reste + ecart;
  const paye = Math.max(loyer, reste - charges);
  return { loyer: paye, charges, apl: paye + charges - Math.max(0, reste) };
}
