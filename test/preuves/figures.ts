import { proveAttaque } from "./attaque/attaque.ts";
import { proveCal } from "./cal.ts";
import { proveCharge, proveRedemarrages, proveSurcharge } from "./charges.ts";
import { proveConservation } from "./conservation.ts";
import { proveContinu } from "./continu.ts";
import { proveCorruption } from "./corruption.ts";
import { proveDisquePlein } from "./disque-plein.ts";
import { proveDroits } from "./droits.ts";
import { proveIdempotence } from "./idempotence.ts";
import { proveJournal } from "./journal.ts";
import { proveKills } from "./kills.ts";
import { proveKillsActes } from "./kills-actes.ts";
import { proveKillsServeur } from "./kills-serveur.ts";
import { proveMemory } from "./memory.ts";
import { provePannes } from "./pannes.ts";
import { provePannesRoutes } from "./pannes-routes.ts";
import { proveRecalcul } from "./recalcul.ts";
import { proveRelance } from "./relance.ts";
import { proveReprise } from "./reprise.ts";
import { proveRestauration } from "./restauration.ts";
import { proveSecret } from "./secret.ts";
import { runSuites } from "./suites.ts";

type Resultat = Readonly<Record<string, unknown>>;

/** One figure of the promise: what is claimed, what proves it, and the files whose change asks for the proof again. */
export type Figure = {
  /** R: reliability; S: security; P: privacy; A: accessibility; L: load; O: observability. */
  readonly id: string;
  /** What is promised, in French: the page of results is read by whoever installs Blaise. */
  readonly but: string;
  /** Paths from the root, files or folders; the suites that the figure runs are covered by themselves. */
  readonly couvre: readonly string[];
  readonly suites?: readonly string[];
  readonly prouver?: Readonly<Record<string, () => Promise<Resultat>>>;
};

const FIGURES_FIABILITE: readonly Figure[] = [
  {
    id: "R1",
    but: "Import tué à tout instant, client ou serveur de base : aucun lot à moitié là, rien d’acquitté n’est perdu",
    couvre: [
      "src/imports/actes",
      "src/imports/lectures",
      "src/donnees/lectures/lot",
      "src/donnees/sql/lot",
      "src/imports/sql",
      "src/exploitation/sql/embedded",
      "test/faults/kill-import.ts",
      "test/preuves/kills.ts",
      "test/preuves/relance.ts",
      "test/preuves/kills-serveur.ts",
      "test/preuves/kills-actes.ts",
    ],
    prouver: { client: proveKills, serveur: proveKillsServeur, ecritures: proveRelance, actes: proveKillsActes },
  },
  {
    id: "R2",
    but: "Après une mort brutale du service ou de sa base, prêt en 15 secondes au plus, sans que personne n’agisse",
    couvre: [
      "src/exploitation/sql/embedded",
      "src/service/commandes/serveur.ts",
      "test/preuves/reprise.ts",
      "test/preuves/service-construit.ts",
    ],
    prouver: { reprises: proveReprise },
  },
  {
    id: "R3",
    but: "Chaque appel à la base ou au disque échoue à son tour : aucun invariant brisé",
    couvre: ["test/faults", "src/socle/sql/sql.ts", "test/preuves/pannes.ts"],
    prouver: { balayages: provePannes },
  },
  {
    id: "R4",
    but: "Disque plein, vingt fois sur vingt : une phrase claire, on lit encore, rien à moitié, et le fichier passe dès qu’il y a de la place",
    couvre: [
      "src/exploitation/sql/embedded",
      "src/socle/sql/copy.ts",
      "src/socle/routes/serveur/refuse-disque-plein.ts",
      "src/socle/routes/depot/upload.ts",
      "test/preuves/disque-plein.ts",
    ],
    suites: ["src/socle/routes/depot/disque-plein.test.ts", "src/socle/routes/serveur/refuse-disque-plein.test.ts"],
    prouver: { base: proveDisquePlein },
  },
  {
    id: "R5",
    but: "Le même fichier, la même décision, envoyés cinquante fois à la fois : faits une fois",
    couvre: [
      "src/imports/actes",
      "src/imports/lectures",
      "src/donnees/lectures/lot",
      "src/attributions/actes/cal",
      "src/donnees/sql/lot",
      "src/imports/sql",
      "src/attributions/sql/cal",
      "test/preuves/idempotence.ts",
    ],
    prouver: { envois: proveIdempotence },
  },
  {
    id: "R6",
    but: "Actes simultanés en commission, mille histoires : aucun logement attribué deux fois, le modèle en série est d’accord",
    couvre: [
      "src/attributions/actes/cal",
      "src/attributions/regles/cal",
      "src/attributions/sql/cal",
      "test/cal",
      "test/preuves/cal.ts",
    ],
    prouver: { histoires: proveCal },
  },
  {
    id: "R7",
    but: "Un bilan recalculé mille fois, lignes mêlées, trois fuseaux, deux langues : les mêmes octets",
    couvre: [
      "src/bilan/lectures",
      "src/droit/regles/attribution",
      "src/droit/regles",
      "src/donnees/sql/lot",
      "src/imports/sql",
      "test/preuves/recalcul.ts",
    ],
    prouver: { recalculs: proveRecalcul },
  },
  {
    id: "R8",
    but: "Fichiers mal formés : chaque cas dit où et quoi faire, rien ne change en silence, la mémoire est bornée",
    couvre: ["src/donnees/formats", "test/corpus", "test/preuves/memory.ts"],
    suites: [
      "test/corpus/corpus.test.ts",
      "test/corpus/corpus-lot.db.test.ts",
      "test/corpus/corpus-ops.db.test.ts",
      "test/corpus/mutations.test.ts",
      "src/donnees/formats/properties.test.ts",
    ],
    prouver: { memoire: proveMemory },
  },
  {
    id: "R9",
    but: "Acceptées + rejetées + doublons = lignes lues, à chaque import",
    couvre: [
      "src/donnees/sql/lot",
      "src/imports/sql",
      "src/imports/actes",
      "src/imports/lectures",
      "src/donnees/lectures/lot",
    ],
    suites: [
      "src/imports/sql/lot/lot-controles.queries.db.test.ts",
      "src/imports/sql/lot/lot.queries.db.test.ts",
      "src/imports/actes/lot/publish-lot.db.test.ts",
    ],
  },
  {
    id: "R10",
    but: "Ce qui est restauré est ce qui était sauvegardé, et qui a été effacé le reste",
    couvre: [
      "src/exploitation/sql/sauvegarde",
      "src/exploitation/sql/continu",
      "test/preuves/corruption.ts",
      "test/preuves/continu.ts",
      "test/restauration",
      "test/preuves/restauration.ts",
    ],
    suites: [
      "test/restauration/refus.db.test.ts",
      "test/restauration/exercice.db.test.ts",
      "test/restauration/commandes.db.test.ts",
      "test/restauration/continu.db.test.ts",
    ],
    prouver: { exercices: proveRestauration, minutes: proveContinu, abimee: proveCorruption },
  },
  {
    id: "R11",
    but: "Douze ans de purges : rien gardé trop longtemps, rien effacé trop tôt, une classe à chaque colonne",
    couvre: [
      "src/exploitation/actes",
      "src/exploitation/regles",
      "src/exploitation/sql/conservation",
      "test/conservation",
      "test/preuves/conservation.ts",
    ],
    suites: [
      "test/conservation/classes.db.test.ts",
      "test/conservation/purge.db.test.ts",
      "test/conservation/disque.db.test.ts",
    ],
    prouver: { purges: proveConservation },
  },
  {
    id: "R12",
    but: "Le journal dit toute altération et où, sans fausse alarme",
    couvre: [
      "src/acces/actes/journal",
      "src/acces/lectures/journal",
      "src/acces/sql/journal",
      "test/journal",
      "test/preuves/journal.ts",
    ],
    suites: ["test/journal/chaine.db.test.ts", "test/journal/verifier.db.test.ts", "test/journal/scelle.db.test.ts"],
    prouver: { alterations: proveJournal },
  },
];

const FIGURES_SECURITE: readonly Figure[] = [
  {
    id: "S1",
    but: "Les droits, en entier : 16 rôles × ressources × actions × relations, par HTTP et par SQL, sans un droit de trop ni de moins",
    couvre: [
      "src/socle/regles/habilitation",
      "src/socle/sql/droits",
      "src/socle/routes/acces",
      "test/autorisation",
      "test/preuves/droits.ts",
    ],
    suites: [
      "test/autorisation/matrice-http.db.test.ts",
      "test/autorisation/matrice-sql.db.test.ts",
      "test/autorisation/tables.db.test.ts",
      "test/autorisation/mutations.db.test.ts",
    ],
    prouver: { politiques: proveDroits },
  },
  {
    id: "S2",
    but: "Un identifiant d’ailleurs répond comme un identifiant qui n’existe pas, sur chaque route",
    couvre: ["src/socle/routes/acces", "test/autorisation/routes.db.test.ts"],
    suites: ["test/autorisation/routes.db.test.ts"],
  },
  {
    id: "S3",
    but: "Aucune donnée sensible hors de ce que le rôle peut lire : pages, fichiers, journaux, mesures",
    couvre: ["test/canaris"],
    suites: ["test/canaris/demandes.db.test.ts", "test/canaris/sorties.db.test.ts", "test/canaris/voisin.db.test.ts"],
  },
  {
    id: "S4",
    but: "Injections : aucune charge exécutée dans aucune entrée, dans un vrai navigateur et dans les fichiers rouverts",
    couvre: [
      "test/injection",
      "test/e2e/injection.test.ts",
      "src/bilan/documents/csv.ts",
      "src/socle/documents/classeur.ts",
      "src/socle/documents/feuille.ts",
      "src/socle/documents/feuille-nue.ts",
    ],
    suites: [
      "test/injection/masse.db.test.ts",
      "test/injection/exports.test.ts",
      "test/injection/cellules.db.test.ts",
      "test/injection/classeurs.db.test.ts",
      "test/injection/texte-libre.db.test.ts",
      "test/e2e/injection.test.ts",
    ],
  },
  {
    id: "S5",
    but: "Politique de contenu stricte et en-têtes sur chaque réponse, erreurs comprises ; aucune violation dans le navigateur",
    couvre: ["src/socle/routes/serveur/security.ts"],
    suites: ["src/socle/routes/serveur/security.test.ts", "test/e2e/pages.test.ts"],
  },
  {
    id: "S6",
    but: "Fichiers hostiles : aucun accepté, aucun valide refusé, contrôleur absent : rien n’est servi",
    couvre: [
      "src/donnees/formats/piece",
      "src/dossier/actes/piece",
      "src/dossier/lectures/piece",
      "src/dossier/routes/piece",
      "test/corpus/pieces",
    ],
    suites: ["test/corpus/pieces/pieces.test.ts", "src/dossier/routes/piece/pieces.routes.db.test.ts"],
  },
  {
    id: "S7",
    but: "Entrer : aucune devinette, aucun rejeu, aucune confusion d’adresse, et nul ne ferme la porte à un autre",
    couvre: [
      "src/acces/actes/connexion",
      "src/acces/lectures/connexion",
      "src/acces/routes/connexion",
      "src/acces/sql/connexion",
      "test/connexion",
      "test/identite",
    ],
    suites: [
      "test/connexion/attaques-oidc.db.test.ts",
      "test/connexion/cle-acces.db.test.ts",
      "test/connexion/force.db.test.ts",
      "test/connexion/liens.db.test.ts",
      "test/connexion/mot-de-passe.db.test.ts",
      "test/connexion/sessions.db.test.ts",
      "test/identite/confusions.db.test.ts",
      "test/identite/freins-partages.db.test.ts",
    ],
  },
  {
    id: "S8",
    but: "Aucun acte ne vient d’une autre page que les nôtres",
    couvre: ["src/socle/routes/serveur/security.ts"],
    suites: ["src/socle/routes/serveur/security.test.ts"],
  },
  {
    id: "S9",
    but: "Chaque paquet a sa raison, son empreinte et une licence permise ; aucun script d’installation",
    couvre: ["package.json", "package-lock.json", "docs/decisions/0003-dependencies.md"],
    suites: ["test/supply-chain.test.ts"],
  },
  {
    id: "S10",
    but: "OWASP ASVS 5.0 : chaque exigence a son état et son test, ou sa décision datée",
    couvre: ["docs/securite", "docs/decisions/0033-asvs-what-is-left.md"],
    suites: ["test/asvs.test.ts", "test/securite.test.ts"],
  },
  {
    id: "S11",
    but: "Chaque page, chacune de ses lectures en panne à son tour : rien de faux n’est montré, rien du code n’est dit, une ligne au journal",
    couvre: [
      "src/socle/routes/serveur/on-error.ts",
      "src/socle/routes/serveur/dependance.ts",
      "test/preuves/pannes-routes.ts",
    ],
    suites: ["src/socle/routes/serveur/dependance.test.ts"],
    prouver: { pages: provePannesRoutes },
  },
];

const FIGURES_CHARGE: readonly Figure[] = [
  {
    id: "L1",
    but: "Cinquante agents à la fois : chaque page répond, sans échec",
    couvre: ["src/socle/sql/sql.ts", "src/socle/fils", "test/preuves/charges.ts", "test/preuves/service-construit.ts"],
    prouver: { charge: proveCharge },
  },
  {
    id: "L2",
    but: "Au-delà de son débit, le service dit d’attendre, répond à ce qu’il prend, et sa mémoire ne monte pas",
    couvre: ["src/socle/routes/serveur/rate-limit.ts", "test/preuves/charges.ts", "test/preuves/service-construit.ts"],
    prouver: { surcharge: proveSurcharge },
  },
  {
    id: "L3",
    but: "Vingt redémarrages du service, vingt de sa base, vingt mises à jour avec leur migration, sous des lecteurs : aucune réponse fausse ni coupée",
    couvre: [
      "src/socle/routes/serveur/serve.ts",
      "src/socle/routes/serveur/arret.ts",
      "src/exploitation/sql/embedded",
      "src/socle/sql/connect-patiently.ts",
      "src/socle/sql/migrate.ts",
      "test/preuves/lecteurs.ts",
      "test/preuves/mise-a-jour.ts",
      "test/preuves/charges.ts",
      "test/preuves/service-construit.ts",
    ],
    prouver: { redemarrages: proveRedemarrages },
  },
];

const FIGURES_PERSONNES: readonly Figure[] = [
  {
    id: "P1",
    but: "Chiffres publics : aucun compte de 1 à 10 n’est montré ni retrouvé, toutes les publications prises ensemble",
    couvre: [
      "src/socle/calculs/secret",
      "src/observatoire/actes/diffusion",
      "src/observatoire/lectures/diffusion",
      "test/preuves/attaque",
      "test/preuves/secret.ts",
    ],
    prouver: { secret: proveSecret, attaque: () => proveAttaque([]) },
  },
  {
    id: "P2",
    but: "Droit d’accès complet, effacement sans reste",
    couvre: ["src/exploitation/actes", "src/exploitation/sql/conservation"],
    suites: ["test/conservation/acces.db.test.ts", "test/conservation/purge.db.test.ts"],
  },
  {
    id: "A1",
    but: "Aucune faute d’accessibilité que la machine voie, sur chaque page, en trois largeurs ; les parcours au clavier",
    couvre: ["src/socle/pages/design", "test/e2e"],
    suites: [
      "test/e2e/pages.test.ts",
      "test/e2e/parcours-a.test.ts",
      "test/e2e/parcours-b.test.ts",
      "test/e2e/parcours-c.test.ts",
      "test/e2e/parcours-d.test.ts",
      "test/e2e/parcours-e.test.ts",
    ],
  },
  {
    id: "O1",
    but: "Une ligne par requête, sans donnée nominative ; mesures lisibles de la machine seule",
    couvre: [
      "src/socle/routes/serveur/request-log.ts",
      "src/socle/routes/serveur/metrics.ts",
      "src/socle/routes/serveur/server-log.ts",
    ],
    suites: ["src/socle/routes/serveur/request-log.test.ts", "src/socle/routes/serveur/metrics.test.ts"],
  },
];

export const FIGURES: readonly Figure[] = [
  ...FIGURES_FIABILITE,
  ...FIGURES_SECURITE,
  ...FIGURES_PERSONNES,
  ...FIGURES_CHARGE,
];

/** Everything whose change asks for this proof again. */
export function coveredBy({ couvre, suites = [] }: Figure): readonly string[] {
  return [...new Set([...couvre, ...suites])];
}

/** Runs all that proves a figure; throws when it does not hold. */
export async function proveFigure({ suites = [], prouver = {} }: Figure): Promise<Resultat> {
  const resultat: Record<string, unknown> = {};
  if (suites.length > 0) resultat.suites = await runSuites(suites);
  for (const [nom, prove] of Object.entries(prouver)) resultat[nom] = await prove();
  return { ...resultat, tenu: true };
}
