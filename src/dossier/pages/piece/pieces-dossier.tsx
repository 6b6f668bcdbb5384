import { LIBELLE_MOTIF_LECTURE, MOTIFS_LECTURE } from "#donnees/regles/piece/piece.ts";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { Piece } from "../../lectures/piece/ports.ts";
import type { PiecesLues } from "../../lectures/piece/read-pieces.ts";
import { LIBELLE_SUITE_PIECE, type SuitePiece } from "../../regles/piece/pieces-attendues.ts";
import { hrefPieces } from "./chemins.ts";
import { direRefus, direTaille, nommerNature, nommerPersonne, TagEtatPiece, TagSuite } from "./mots.tsx";

/** The same words, said of somebody else. */
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

/** The ordinary papers of a file: what is expected and where it stands, then what was received. For the file's own page too. */
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

export function Attendues({ lues, jour }: Props) {
  const { situees, dossier } = lues;
  return (
    <CadreTable
      titre="Documents attendus de ce ménage, d’après ses réponses (liste nationale, à confirmer)"
      nom="Documents attendus"
    >
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">De qui</th>
          <th scope="col">Obligatoire</th>
          <th scope="col">Où il en est</th>
        </tr>
      </thead>
      <tbody>
        {situees.map(({ nature, personne, obligatoire, suite }) => (
          <tr>
            <th scope="row">{nommerNature(nature, jour)}</th>
            <td data-titre="De qui">{nommerPersonne(dossier, personne) || "le ménage"}</td>
            <td data-titre="Obligatoire">{obligatoire ? "oui" : "non"}</td>
            <td data-titre="Où il en est">
              <TagSuite suite={suite} mot={SUITE_AGENT[suite]} />
            </td>
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
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
  return (
    <CadreTable titre="Documents reçus">
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Reçu le</th>
          <th scope="col">État</th>
          <th scope="col">Valable jusqu’au</th>
          {droits.ouvrir ? <th scope="col">Ouvrir</th> : null}
        </tr>
      </thead>
      <tbody>
        {pieces.map((piece) => (
          <tr>
            <th scope="row">
              {nommerNature(piece.nature, jour)} {sayDe(nommerPersonne(dossier, piece.personne))}
            </th>
            <td data-titre="Reçu le">{formatJourCourt(piece.deposeeLe.slice(0, 10))}</td>
            <td data-titre="État">
              <TagEtatPiece etat={piece.etat} /> {direRefus(piece)}
            </td>
            <td data-titre="Valable jusqu’au">
              {piece.valideJusquAu === null ? "sans limite connue" : formatJourCourt(piece.valideJusquAu)}
            </td>
            {droits.ouvrir ? (
              <td data-titre="Ouvrir">
                <Ouvrir piece={piece} direPourquoi={droits.direPourquoi} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}

function sayDe(personne: string): string {
  return personne === "" ? "" : `(${personne})`;
}

/** Whoever is not the desk says why first: the household reads it. */
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
