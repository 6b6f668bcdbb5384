import { type NaturePiece, PIECES } from "#donnees/regles/piece/nature.ts";
import { ABSENCES_PIECE, LIBELLE_ABSENCE, LIBELLE_ETAT_PIECE } from "#donnees/regles/piece/piece.ts";
import { Choix, optionsOf, type RefusFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Piece } from "../../lectures/piece/ports.ts";
import type { PieceAttendue } from "../../regles/piece/pieces-attendues.ts";
import { type CadreDossier, renderPageTitree } from "../page-dossier.tsx";
import { ETAPE_DOCUMENTS, hrefDocument, hrefSaPiece } from "./chemins.ts";
import type { MesPieces } from "./documents-page.tsx";
import { direRefus, direTaille, nommerNature, nommerPersonne } from "./mots.tsx";

export type DocumentProps = {
  readonly commun: CadreDossier;
  readonly lues: MesPieces;
  readonly nature: NaturePiece;
  readonly personne: number | null;
  /** null: the piece is not expected of this household, which may send it all the same. */
  readonly attendue: PieceAttendue | null;
  readonly siennes: readonly Piece[];
  readonly jour: string;
  readonly annonce: string | null;
  readonly refus: RefusFormulaire;
};

const ACCEPTE = "image/jpeg,image/png,image/webp,application/pdf";

export function renderDocumentPage(props: DocumentProps): string {
  const { commun, lues, nature, personne, attendue, siennes, jour, annonce, refus } = props;
  const de = nommerPersonne(lues.dossier, personne);
  const titre = `${nommerNature(nature, jour)}${de === "" ? "" : ` : ${de}`}`;
  return renderPageTitree(
    commun,
    { titre, etape: "documents", refus },
    <>
      <ResultatActe annonce={annonce} />
      <p>
        {attendue?.pourquoi} {PIECES[nature].aide}
      </p>
      {PIECES[nature].famille === "sensible" ? (
        <p class="message">
          Ce papier touche à votre vie privée. Vous n’êtes pas obligé de l’envoyer. Peu d’agents peuvent l’ouvrir. Ils
          disent pourquoi, et vous le voyez.
        </p>
      ) : null}
      <Envoi {...props} />
      {siennes.length === 0 ? null : (
        <section>
          <h2>Déjà reçu</h2>
          {siennes.map((piece) => (
            <Recue epci={commun.epci} piece={piece} />
          ))}
        </section>
      )}
      {siennes.some(({ etat }) => etat !== "absente" && etat !== "refusee") ? null : <Absence {...props} />}
      <p>
        <a class="lien-seul" href={hrefDemande(commun.epci, ETAPE_DOCUMENTS)}>
          Revenir à vos documents
        </a>
      </p>
    </>,
  );
}

/** Two forms: the camera and the files. Each file is sent alone, so that a lost connection loses one page only. */
function Envoi({ commun, nature, personne }: DocumentProps) {
  const action = hrefDocument(commun.epci, nature, personne);
  return (
    <>
      <form class="saisie" method="post" action={action} enctype="multipart/form-data">
        <div class="champ">
          <label for="photo">Prendre une photo</label>
          <span class="aide" id="photo-aide">
            À plat, en pleine lumière, un papier à la fois.
          </span>
          <input
            id="photo"
            name="fichier"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            required
            aria-describedby="photo-aide"
          />
        </div>
        <button class="bouton" type="submit">
          Envoyer la photo
        </button>
      </form>
      <form class="saisie" method="post" action={action} enctype="multipart/form-data">
        <div class="champ">
          <label for="fichier">Ou choisir un fichier</label>
          <span class="aide" id="fichier-aide">
            Photo ou PDF, 10 Mo au plus.
          </span>
          <input id="fichier" name="fichier" type="file" accept={ACCEPTE} required aria-describedby="fichier-aide" />
        </div>
        <button class="bouton second" type="submit">
          Envoyer le fichier
        </button>
      </form>
    </>
  );
}

function Recue({ epci, piece }: { epci: string; piece: Piece }) {
  const raison = direRefus(piece);
  if (piece.etat === "absente") {
    return (
      <p class="message">
        Vous avez dit ne pas l’avoir : {raison?.toLowerCase() ?? "sans raison"}. Envoyez-le quand vous l’aurez.
      </p>
    );
  }
  return (
    <div class="carte-fiche">
      <h3>
        <a class="lien-seul" href={hrefSaPiece(epci, piece.id)}>
          {piece.nom ?? "Votre document"}
        </a>
      </h3>
      <p>
        {LIBELLE_ETAT_PIECE[piece.etat]}, envoyé le {formatJour(piece.deposeeLe.slice(0, 10))} ({direTaille(piece)}).
      </p>
      {raison === null ? null : <p>{raison}</p>}
    </div>
  );
}

function Absence({ commun, nature, personne, refus }: DocumentProps) {
  return (
    <details open={refus.erreurs.some(({ champ }) => champ === "raison")}>
      <summary>Je ne l’ai pas</summary>
      <form class="saisie" method="post" action={hrefDocument(commun.epci, nature, personne, "absent")}>
        <Choix
          etat={{ saisie: {}, refus }}
          nom="raison"
          libelle="Pourquoi ?"
          options={optionsOf(ABSENCES_PIECE, LIBELLE_ABSENCE)}
          requis
        />
        <button class="bouton second" type="submit">
          Enregistrer
        </button>
      </form>
    </details>
  );
}

export function renderRecuPage({
  commun,
  piece,
  nom,
  jour,
  annonce,
  erreur,
}: {
  readonly commun: CadreDossier;
  readonly piece: Piece;
  readonly nom: string;
  readonly jour: string;
  readonly annonce: string | null;
  readonly erreur: string | null;
}): string {
  const { epci } = commun;
  const titre = "Ce que nous avons reçu";
  const lisible = piece.etat !== "quarantaine";
  const figee = piece.etat === "acceptee";
  return renderPageTitree(
    commun,
    { titre, etape: "documents" },
    <>
      <ResultatActe annonce={annonce} erreur={erreur} />
      <p>
        {nommerNature(piece.nature, jour)} : {nom}. {LIBELLE_ETAT_PIECE[piece.etat]}.
      </p>
      {lisible ? <Apercu epci={epci} piece={piece} nom={nom} /> : <p>Nous le contrôlons. Revenez plus tard.</p>}
      {figee ? <p>Le guichet l’a accepté : il reste au dossier.</p> : null}
      {figee || !lisible || commun.mandat ? null : <Gestes epci={epci} piece={piece} />}
      <p>
        <a class="lien-seul" href={hrefDocument(epci, piece.nature, piece.personne)}>
          Ajouter une page
        </a>
      </p>
      <p>
        <a class="lien-seul" href={hrefDemande(epci, ETAPE_DOCUMENTS)}>
          Revenir à vos documents
        </a>
      </p>
    </>,
  );
}

function Apercu({ epci, piece, nom }: { epci: string; piece: Piece; nom: string }) {
  const href = hrefSaPiece(epci, piece.id, "fichier");
  if (piece.format === "pdf") {
    return (
      <p>
        <a class="lien-seul" href={href}>
          Télécharger le PDF ({direTaille(piece)})
        </a>
      </p>
    );
  }
  return (
    <p>
      <a href={href}>
        <img class="apercu" src={href} alt={`Ce que vous avez envoyé : ${nom}`} />
      </a>
    </p>
  );
}

function Gestes({ epci, piece }: { epci: string; piece: Piece }) {
  return (
    <>
      {piece.format === "image" ? (
        <form class="saisie" method="post" action={hrefSaPiece(epci, piece.id, "tourner")}>
          <button class="bouton second" type="submit">
            Tourner la photo
          </button>
        </form>
      ) : null}
      <form class="saisie" method="post" action={hrefSaPiece(epci, piece.id, "retirer")}>
        <button class="bouton second" type="submit">
          Supprimer ce document
        </button>
      </form>
    </>
  );
}
