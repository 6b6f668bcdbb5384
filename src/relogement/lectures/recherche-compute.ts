import { ETATS_OFFERTS } from "#attributions/lectures/logement/ports.ts";
import { LOYERS_MIN } from "#donnees/regles/loyer/prix.ts";
import type { Operation } from "#donnees/regles/programme/operation.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { readsLignes } from "#engagements/lectures/contingent/lignes-visibles.ts";
import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { TOUTES_OPERATIONS } from "#programme/lectures/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { unknownDossier } from "../actes/ecrire-dossier.ts";
import { findPlace } from "../regles/regle-offre.ts";
import { computeResteACharge } from "../regles/reste-a-charge.ts";
import type { DossierRelogement } from "./ports.ts";
import type { LogementARelouer, LogementTrouve, QuestionRecherche, Recherche, VacantRpls } from "./recherche.ts";
import { readCriteres, SANS_CRITERE } from "./recherche-criteres.ts";
import { type MatiereFiltre, sortLogements, type Tri } from "./recherche-filtre.ts";
import { sayDroits, sayRecherche } from "./recherche-phrases.ts";
import { readOperation, readSuivi, readVacant } from "./recherche-sources.ts";

/**
 * Vacant and coming dwellings of every bailleur that the actor may read, for one household or for none. Throws `territoire-inconnu`,
 * `relogement-inconnu`.
 */
export async function searchLogements(base: Base, question: QuestionRecherche): Promise<Recherche> {
  const { epci, jour } = question;
  const [territoire, communes, lus, dossiers, droits, valeurs] = await Promise.all([
    base.territoires.find(epci),
    base.territoires.communes(epci),
    readSources(base, epci, jour),
    base.relogements.list(epci),
    base.contingents.droits(epci),
    base.relogements.valeursCharte(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const dossier = question.menage === null ? null : findDossier(dossiers, question.menage);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const resteAvant = dossier === null ? null : computeResteACharge(dossier.origine).euros;
  const propres =
    dossier === null ? null : readCriteres(dossier, resteAvant, noms, jour, findCharte(valeurs, jour).limite);
  const criteres = question.criteres ?? propres?.criteres ?? SANS_CRITERE;
  const tri = sortLogements(lus.logements, {
    criteres,
    resteAvant,
    attribues: acceptes(dossiers),
    aDemolir: lus.aDemolir,
    // Without a household, the limit is on the rent and its charges.
    aplActuelle: dossier === null ? 0 : dossier.origine.apl,
    actionLogement: dossier?.beneficiaireActionLogement ?? "inconnu",
  });
  const comptes = countTri(lus.logements, tri);
  const bailleurs = new Map(lus.logements.map(({ bailleur }) => [bailleur.organisation, bailleur.nom]));
  return {
    territoire: epci,
    criteres,
    comptes,
    ecartes: tri.ecartes,
    millesime: lus.millesime,
    retenus: tri.retenus,
    aVerifier: tri.aVerifier,
    menage: dossier && {
      id: dossier.id,
      reference: dossier.reference,
      actionLogement: dossier.beneficiaireActionLogement,
      resteAvant,
      dits: propres?.dits ?? [],
      propres: question.criteres === null,
      offrable: findPlace(dossier).ouverte,
    },
    phrases: sayRecherche({ comptes, ecartes: tri.ecartes, millesime: lus.millesime, ouvert: lus.ouvert }),
    droits: sayDroits(droits, dossiers, jour, readsLignes(base.acteur, "contingent", epci)),
    choix: {
      menages: dossiers
        .filter((one) => findPlace(one).ouverte || one.id === question.menage)
        .map(({ id, reference }) => ({ code: String(id), libelle: reference })),
      communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
      bailleurs: [...bailleurs]
        .flatMap(([code, libelle]) => (code === null ? [] : [{ code: String(code), libelle }]))
        .toSorted((a, b) => a.libelle.localeCompare(b.libelle, "fr")),
    },
  };
}

/** Refuses a hidden file as an unknown one. */
function findDossier(dossiers: readonly DossierRelogement[], id: number): DossierRelogement {
  const found = dossiers.find((dossier) => dossier.id === id);
  if (found) return found;
  throw unknownDossier();
}

type Sources = {
  readonly logements: readonly LogementARelouer[];
  readonly aDemolir: ReadonlySet<string>;
  readonly millesime: string | null;
  /** true: the reader may read the dwellings one by one. */
  readonly ouvert: boolean;
};

/** A dwelling declared by its bailleur replaces the RPLS line of the same dwelling, which holds less. */
async function readSources(base: Base, epci: string, jour: string): Promise<Sources> {
  const [suivis, vacants, operations] = await Promise.all([
    base.logementsSuivis.list(epci, []),
    base.recherches.vacants(epci, findValeur(LOYERS_MIN, jour).valeur),
    base.operations.list(epci, TOUTES_OPERATIONS),
  ]);
  const declared = new Set(suivis.map(({ cle }) => cle));
  const offered: readonly string[] = ETATS_OFFERTS;
  const rpls = vacants.filter(({ cle }) => !declared.has(cle));
  return {
    logements: [
      ...suivis.filter(({ etat }) => offered.includes(etat)).map((suivi) => readSuivi(suivi, jour)),
      ...operations.flatMap((operation) => readOperation(operation, jour)),
      ...rpls.map((vacant) => readVacant(vacant, jour)),
    ],
    aDemolir: findDemolis(operations, rpls),
    millesime: vacants[0]?.millesime ?? null,
    ouvert: readsLignes(base.acteur, "logement-prive", epci),
  };
}

function findDemolis(operations: readonly Operation[], vacants: readonly VacantRpls[]): ReadonlySet<string> {
  const residences = new Set(
    operations
      .filter(({ genre, etat }) => genre === "demolition" && etat !== "refusee" && etat !== "abandonnee")
      .flatMap((operation) => operation.residences),
  );
  return new Set(
    vacants.filter(({ residence }) => residence !== null && residences.has(residence)).map(({ cle }) => `rpls-${cle}`),
  );
}

function acceptes(dossiers: readonly DossierRelogement[]): MatiereFiltre["attribues"] {
  return new Set(
    dossiers.flatMap(({ offres }) =>
      offres.flatMap(({ reponse, logement }) =>
        reponse === "acceptee" && logement.identRpls ? [logement.identRpls] : [],
      ),
    ),
  );
}

function countTri(logements: readonly LogementARelouer[], { retenus, aVerifier }: Tri): Recherche["comptes"] {
  const sum = (of: readonly (LogementARelouer | LogementTrouve)[]) =>
    of.reduce((total, { nombre }) => total + nombre, 0);
  return { examines: sum(logements), retenus: sum(retenus), aVerifier: sum(aVerifier) };
}
