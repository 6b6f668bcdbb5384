import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { type Droit, droitsOf } from "#socle/regles/habilitation/matrice.ts";
import {
  LIBELLE_ACTION,
  LIBELLE_NIVEAU,
  LIBELLE_PORTEE,
  LIBELLE_RESSOURCE,
  NIVEAUX,
  PORTEES,
  RESSOURCES,
  type Ressource,
} from "#socle/regles/habilitation/ressource.ts";
import { LIBELLE_ROLE, ROLES, type Role } from "#socle/regles/habilitation/role.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { describeRole } from "./libelles.ts";

type Famille = { readonly code: CodeFamille; readonly titre: string; readonly ressources: readonly Ressource[] };

export const CODES_FAMILLE = [
  "parc",
  "demande",
  "pieces",
  "accueil",
  "attribution",
  "relogement",
  "gouvernance",
  "terrain",
  "convention",
  "indicateurs",
  "acces",
] as const;
type CodeFamille = (typeof CODES_FAMILLE)[number];

/** Every resource of the matrix exactly once, as a test checks. */
export const FAMILLES: readonly Famille[] = [
  {
    code: "parc",
    titre: "Le parc",
    ressources: ["logement", "logement-prive", "perimetre", "contingent", "programme"],
  },
  {
    code: "demande",
    titre: "La demande",
    ressources: ["demande-identite", "demande-menage", "demande-sensible", "etat-civil"],
  },
  { code: "pieces", titre: "Les pièces", ressources: ["piece", "piece-sensible", "nir"] },
  { code: "accueil", titre: "L’accueil et la cotation", ressources: ["information", "prospect", "cotation"] },
  {
    code: "attribution",
    titre: "L’attribution",
    ressources: ["proposition", "seance", "decision", "attribution", "examen-occupation"],
  },
  { code: "relogement", titre: "Le relogement et les cas bloqués", ressources: ["relogement", "cas-bloque"] },
  { code: "gouvernance", titre: "La gouvernance", ressources: ["instance"] },
  { code: "terrain", titre: "Le terrain", ressources: ["remontee"] },
  { code: "convention", titre: "La convention et son suivi", ressources: ["objectif", "action", "bilan"] },
  { code: "indicateurs", titre: "Les indicateurs", ressources: ["indicateur-interne", "indicateur-publie"] },
  { code: "acces", titre: "Les fichiers et les accès", ressources: ["lot", "habilitation", "journal"] },
];

/** What no cell of the matrix can express: row policies or the rules of habilitations enforce it. */
const NOTES: readonly string[] = [
  "Tout ce qui n’est pas écrit est refusé, par la page, par la requête et par la base de données.",
  "« Les demandes actives dont les souhaits me concernent » : celles qui visent le parc du bailleur ou la commune, tant qu’elles sont actives.",
  "Les données et les pièces sensibles s’ouvrent seulement avec la mention « données sensibles » de l’habilitation et un motif écrit à chaque ouverture ; la personne concernée peut voir qui a ouvert.",
  "« Les dossiers qui me sont confiés » : confiés nommément, pour un temps. Il ne suffit pas d’appartenir à l’organisation.",
  "Qui a déclaré une proximité avec un demandeur n’ouvre plus son dossier, quel que soit son rôle.",
  "Le numéro de sécurité sociale n’est gardé nulle part : sa ligne est vide, et le restera.",
  "L’administrateur de la plateforme est hors de cette matrice : il ouvre les territoires et nomme les premiers gestionnaires, sans rien lire du reste.",
  "Ce que les textes laissent ouvert est un choix de Blaise, à confirmer par les conventions du territoire.",
];

type DroitsProps = {
  readonly cadre: Cadre;
  readonly role: Role | null;
  readonly ressource: Ressource | null;
  /** Which part of the matrix, when no role and no resource is asked for; null: the first. */
  readonly famille: CodeFamille | null;
};

/** Read from the matrix that the server applies. */
export function renderDroitsPage(props: DroitsProps): string {
  const { cadre, role, ressource } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Matrice des droits",
    children: (
      <>
        <h1>Matrice des droits</h1>
        <p class="chapo">
          Qui peut faire quoi, sur quelles lignes. Cette page est tirée de la table que Blaise applique.
        </p>
        <Choix epci={epci} role={role} ressource={ressource} />
        <Tables {...props} />
        <Legende />
      </>
    ),
  });
}

function Choix({ epci, role, ressource }: Pick<DroitsProps, "role" | "ressource"> & { readonly epci: string }) {
  const telecharger = (
    <a class="bouton second" href={hrefTerritoire(epci, "droits.csv")}>
      Télécharger (CSV)
    </a>
  );
  return (
    <BarreFiltres action={hrefTerritoire(epci, "droits")} titre="Choisir un rôle ou une ressource" apres={telecharger}>
      <Choisir
        nom="role"
        libelle="Ce que peut le rôle"
        tous="Tous"
        options={optionsOf(ROLES, LIBELLE_ROLE)}
        valeur={role}
      />
      <Choisir
        nom="ressource"
        libelle="Sur"
        tous="Tout"
        options={optionsOf(RESSOURCES, LIBELLE_RESSOURCE)}
        valeur={ressource}
      />
    </BarreFiltres>
  );
}

function Tables({ cadre, role, ressource, famille }: DroitsProps) {
  if (role !== null) {
    const titre =
      ressource === null ? `Ce que peut : ${LIBELLE_ROLE[role]}` : `${LIBELLE_ROLE[role]}, sur une ressource`;
    const lignes = (ressource === null ? RESSOURCES : [ressource]).map((code) => ({
      nom: LIBELLE_RESSOURCE[code],
      droits: droitsOf(role, code),
    }));
    return (
      <>
        <p>{describeRole(role)}</p>
        <TableSimple titre={titre} entete="Ressource" lignes={lignes} />
      </>
    );
  }
  if (ressource !== null) {
    const lignes = ROLES.map((code) => ({ nom: LIBELLE_ROLE[code], droits: droitsOf(code, ressource) }));
    return <TableSimple titre={`Qui peut quoi sur : ${LIBELLE_RESSOURCE[ressource]}`} entete="Rôle" lignes={lignes} />;
  }
  const epci = cadre.territoire?.epci ?? "";
  const [first] = FAMILLES;
  const ici = FAMILLES.find(({ code }) => code === famille) ?? first;
  return (
    <>
      <VuesListe
        nom="Parties de la matrice"
        vues={FAMILLES.map(({ code, titre }) => ({
          libelle: titre,
          href: hrefTerritoire(epci, "droits", { famille: code }),
          ici: code === ici?.code,
        }))}
      />
      {ici ? <TableFamille famille={ici} /> : null}
    </>
  );
}

type Ligne = { readonly nom: string; readonly droits: readonly Droit[] };

function TableSimple({ titre, entete, lignes }: { titre: string; entete: string; lignes: readonly Ligne[] }) {
  const vides = lignes.filter(({ droits }) => droits.length === 0).map(({ nom }) => nom);
  const pleines = lignes.filter(({ droits }) => droits.length > 0);
  return (
    <>
      {pleines.length > 0 ? <Table table={tableDroits(titre, entete)} lignes={pleines} /> : <h2>{titre}</h2>}
      {vides.length > 0 ? (
        <p>
          <strong>Aucun droit : </strong>
          {vides.join(" ; ")}.
        </p>
      ) : null}
    </>
  );
}

function tableDroits(titre: string, entete: string) {
  return defineTable<Ligne, Child>({
    code: "droits",
    titre,
    colonnes: [
      { code: "nom", titre: entete, valeur: ({ nom }) => nom },
      {
        code: "droits",
        titre: "Droits",
        valeur: ({ droits }) => droits.length,
        rendu: ({ droits }) => <Cellule droits={droits} />,
      },
    ],
  });
}

function TableFamille({ famille: { titre, ressources } }: { famille: Famille }) {
  const table = defineTable<Role, Child>({
    code: "famille",
    titre,
    colonnes: [
      { code: "role", titre: "Rôle", valeur: (role) => LIBELLE_ROLE[role] },
      ...ressources.map(
        (ressource): Colonne<Role, Child> => ({
          code: ressource,
          titre: LIBELLE_RESSOURCE[ressource],
          valeur: (role) => droitsOf(role, ressource).length,
          rendu: (role) => <Cellule droits={droitsOf(role, ressource)} />,
        }),
      ),
    ],
  });
  return <Table table={table} lignes={ROLES} />;
}

function Cellule({ droits }: { droits: readonly Droit[] }) {
  if (droits.length === 0) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span class="lu">aucun droit</span>
      </>
    );
  }
  return (
    <>
      {droits.map((droit, rang) => (
        <>
          {rang > 0 ? <br /> : null}
          {describeDroit(droit)}
        </>
      ))}
    </>
  );
}

/** « lire, créer : mon organisation », « lire : le territoire de l’habilitation (sans nom) ». */
export function describeDroit({ actions, portee, niveau }: Droit): string {
  const verbes = actions.map((action) => LIBELLE_ACTION[action]).join(", ");
  const precision = niveau === "nominatif" ? "" : ` (${LIBELLE_NIVEAU[niveau]})`;
  return `${verbes}\u00A0: ${LIBELLE_PORTEE[portee]}${precision}`;
}

function Legende() {
  return (
    <details>
      <summary>Pour lire ces tables</summary>
      <p>Après les actions, les lignes sur lesquelles elles portent :</p>
      <ul>
        {PORTEES.map((portee) => (
          <li>
            {LIBELLE_PORTEE[portee]} ; {EXPLICATION[portee]}
          </li>
        ))}
      </ul>
      <p>
        Sans autre mention, les lignes sont lues {LIBELLE_NIVEAU[NIVEAUX[0]]}. Sinon : {LIBELLE_NIVEAU[NIVEAUX[1]]} (les
        faits, sans ce qui désigne la personne), ou {LIBELLE_NIVEAU[NIVEAUX[2]]}.
      </p>
      <ol>
        {NOTES.map((note) => (
          <li>{note}</li>
        ))}
      </ol>
    </details>
  );
}

const EXPLICATION: Readonly<Record<(typeof PORTEES)[number], string>> = {
  soi: "la personne elle-même, ou ce qui porte son nom.",
  organisation: "ce qui appartient à l’organisation de l’habilitation, dans ce territoire.",
  guichet: "les demandes que ce guichet a enregistrées.",
  territoire: "tout l’EPCI.",
  souhait: "voir la note 2.",
  contingent: "ce qui relève des réservations de l’organisation.",
  seance: "les dossiers à l’ordre du jour, le temps de la convocation.",
  affectation: "voir la note 4.",
  publie: "ce que l’EPCI a rendu public.",
  tout: "toutes les lignes, de tous les territoires.",
};
