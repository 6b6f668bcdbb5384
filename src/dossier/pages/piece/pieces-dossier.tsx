import type { Child } from "hono/jsx";
import { LIBELLE_MOTIF_LECTURE, MOTIFS_LECTURE } from "#donnees/regles/piece/piece.ts";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Piece } from "../../lectures/piece/ports.ts";
import type { PiecesLues } from "../../lectures/piece/read-pieces.ts";
import { LIBELLE_SUITE_PIECE, type SuitePiece } from "../../regles/piece/pieces-attendues.ts";
import { hrefPieces } from "./chemins.ts";
import { direRefus, direTaille, nommerNature, nommerPersonne, TagEtatPiece, TagSuite } from "./mots.tsx";

/** What an agent reads of the state of a piece. */
const SUITE_AGENT: Readonly<Record<SuitePiece, string>> = {
  ...LIBELLE_SUITE_PIECE,
  manquante: "Manquante",
  refusee: "Refusée, à renvoyer",
  perimee: "Trop ancienne",
  absente: "Le demandeur ne l’a pas",
  recue: "Reçue, à vérifier",
  acceptee: "Acceptée",
};

type Props = { readonly lues: PiecesLues; readonly jour: string };

/** Ordinary pieces of a file: the expected ones with their state, then the received ones. Also drawn on the file's own page. */
export function PiecesDossier({ lues, jour }: Props) {
  const { epci, demandeur } = lues.dossier;
  return (
    <section>
      <h2>Documents</h2>
      <Attendues lues={lues} jour={jour} />
      <Recues lues={lues} jour={jour} />
      <Demandees lues={lues} jour={jour} />
      <p class="ecran">
        <a class="cible" href={hrefPieces(epci, demandeur)}>
          {lues.droits.verifier ? "Ouvrir et vérifier les documents" : "Voir les documents"}
        </a>
      </p>
    </section>
  );
}

export function Attendues({ lues: { situees, dossier }, jour }: Props) {
  const table = defineTable<(typeof situees)[number], Child>({
    code: "attendus",
    titre: "Documents attendus de ce ménage, d’après ses réponses (liste nationale, à confirmer)",
    colonnes: [
      { code: "document", titre: "Document", valeur: ({ nature }) => nommerNature(nature, jour) },
      { code: "de_qui", titre: "De qui", valeur: ({ personne }) => nommerPersonne(dossier, personne) || "le ménage" },
      {
        code: "obligatoire",
        titre: "Obligatoire",
        valeur: ({ obligatoire }) => (obligatoire ? "oui" : "non"),
        tri: true,
      },
      {
        code: "suite",
        titre: "Où il en est",
        valeur: ({ suite }) => SUITE_AGENT[suite],
        tri: true,
        rendu: ({ suite }) => <TagSuite suite={suite} mot={SUITE_AGENT[suite]} />,
      },
    ],
  });
  return <Table table={table} lignes={situees} nom="Documents attendus" />;
}

export function Recues({ lues, jour }: Props) {
  const { pieces, dossier, droits } = lues;
  if (pieces.length === 0) {
    return (
      <EtatVide titre="Aucun document reçu">
        <p>Le demandeur n’en a pas encore envoyé.</p>
      </EtatVide>
    );
  }
  const ouvrir: Colonne<(typeof pieces)[number], Child> = {
    code: "ouvrir",
    titre: "Ouvrir",
    valeur: ({ etat }) => etat,
    rendu: (piece) => <Ouvrir piece={piece} direPourquoi={droits.direPourquoi} />,
  };
  const table = defineTable<(typeof pieces)[number], Child>({
    code: "recus",
    titre: "Documents reçus",
    colonnes: [
      {
        code: "document",
        titre: "Document",
        valeur: ({ nature, personne }) => `${nommerNature(nature, jour)} ${sayDe(nommerPersonne(dossier, personne))}`,
      },
      { code: "recu_le", titre: "Reçu le", genre: "jour", valeur: ({ deposeeLe }) => deposeeLe, tri: true },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => etat,
        tri: true,
        rendu: (piece) => (
          <>
            <TagEtatPiece etat={piece.etat} /> {direRefus(piece)}
          </>
        ),
      },
      {
        code: "valide",
        titre: "Valable jusqu’au",
        genre: "jour",
        valeur: ({ valideJusquAu }) => valideJusquAu ?? "sans limite connue",
        tri: true,
      },
      ...(droits.ouvrir ? [ouvrir] : []),
    ],
  });
  return <Table table={table} lignes={pieces} />;
}

function sayDe(personne: string): string {
  return personne === "" ? "" : `(${personne})`;
}

/** Any body but the desk first types a reason, which the household reads. */
function Ouvrir({ piece, direPourquoi }: { piece: Piece; direPourquoi: boolean }) {
  if (piece.etat === "absente") return <>rien à ouvrir</>;
  if (piece.etat === "quarantaine") return <>après le contrôle</>;
  const href = hrefPieces(piece.epci, piece.demandeur, `${piece.id}/fichier`);
  const nom = `${piece.nom ?? "document"} (${direTaille(piece)})`;
  if (!direPourquoi) return <a href={href}>{nom}</a>;
  return (
    <form method="get" action={href} class="ligne">
      <label>
        Pourquoi{" "}
        <select name="motif" required>
          <option value="">Choisissez</option>
          {MOTIFS_LECTURE.map((motif) => (
            <option value={motif}>{LIBELLE_MOTIF_LECTURE[motif]}</option>
          ))}
        </select>
      </label>
      <button class="bouton second" type="submit">
        Ouvrir {nom}
      </button>
    </form>
  );
}

export function Demandees({ lues, jour }: Props) {
  const ouvertes = lues.demandees.filter(({ closeLe }) => closeLe === null);
  if (ouvertes.length === 0) return null;
  return (
    <>
      <h3>Demandés au ménage</h3>
      <ul>
        {ouvertes.map(({ nature, organisation, demandeeLe, avant }) => (
          <li>
            {nommerNature(nature, jour)}, par {organisation}, le {formatJour(demandeeLe.slice(0, 10))}
            {avant === null ? "" : `, à fournir avant le ${formatJour(avant)}`}.
          </li>
        ))}
      </ul>
    </>
  );
}
