import { isSensible, NATURES_PIECE, type NaturePiece, PIECES } from "#donnees/regles/piece/nature.ts";
import { LIBELLE_REFUS_PIECE, REFUS_GUICHET } from "#donnees/regles/piece/piece.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, Refuse, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Piece } from "../../lectures/piece/ports.ts";
import type { PiecesLues } from "../../lectures/piece/read-pieces.ts";
import { cheminDemande } from "../registre/chemins.ts";
import { hrefPieces } from "./chemins.ts";
import { direTaille, nommerNature, nommerPersonne, TagEtatPiece } from "./mots.tsx";
import { Attendues, Demandees, Recues } from "./pieces-dossier.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly lues: PiecesLues;
  readonly jour: string;
  readonly annonce: string | null;
  readonly etat: EtatFormulaire;
};

export function renderPiecesPage({ cadre, lues, jour, annonce, etat }: Props): string {
  const { dossier, droits, pieces } = lues;
  const titre = `Documents du dossier ${dossier.reference ?? "sans référence"}`;
  const aVerifier = pieces.filter((piece) => piece.etat === "deposee");
  return renderPage({
    cadre,
    titre: titreRefuse(titre, etat.refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(dossier.epci, cheminDemande(dossier.demandeur))}>Revenir au dossier</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        <Refuse refus={etat.refus} />
        {droits.ouvrir ? null : (
          <p class="message">Votre habilitation voit la liste des documents, sans les ouvrir (consultation simple).</p>
        )}
        <Attendues lues={lues} jour={jour} />
        <Recues lues={lues} jour={jour} />
        <Demandees lues={lues} jour={jour} />
        {droits.verifier ? <AVerifier lues={lues} pieces={aVerifier} jour={jour} /> : null}
        {droits.deposer ? <Deposer lues={lues} jour={jour} /> : null}
        {droits.demander ? <Demander lues={lues} jour={jour} etat={etat} /> : null}
        {droits.sensibles ? (
          <section>
            <h2>Documents sensibles</h2>
            <p>
              Handicap, santé, violences, protection, droit opposable. Dites pourquoi avant de les voir : le demandeur
              le lira.
            </p>
            <p>
              <a class="cible" href={hrefPieces(dossier.epci, dossier.demandeur, "sensibles")}>
                Demander à les voir
              </a>
            </p>
          </section>
        ) : null}
      </>
    ),
  });
}

function AVerifier({ lues, pieces, jour }: { lues: PiecesLues; pieces: readonly Piece[]; jour: string }) {
  return (
    <section>
      <h2>À vérifier</h2>
      {pieces.length === 0 ? <p>Rien n’attend.</p> : null}
      {pieces.map((piece) => (
        <div class="carte-fiche">
          <h3>
            {nommerNature(piece.nature, jour)} {nommerPersonne(lues.dossier, piece.personne)}
          </h3>
          <p>
            {piece.nom ?? "document"} ({direTaille(piece)})
          </p>
          <Verifier
            piece={piece}
            action={hrefPieces(piece.epci, piece.demandeur, `${piece.id}/verifier`)}
            motif={null}
          />
        </div>
      ))}
    </section>
  );
}

const DECISIONS = [
  { code: "acceptee", libelle: "Accepter, pour tous les organismes" },
  { code: "refusee", libelle: "Refuser" },
];

/** `motif`: reason typed to open the sensitive pieces, carried from one act to the next. */
function Verifier({ piece, action, motif }: { piece: Piece; action: string; motif: string | null }) {
  const nom = (champ: string) => `${champ}-${piece.id}`;
  return (
    <form class="saisie" method="post" action={action}>
      {motif === null ? null : <input type="hidden" name="motif" value={motif} />}
      <fieldset class="champ">
        <legend>Décision</legend>
        <div class="cases">
          {DECISIONS.map(({ code, libelle }) => (
            <label class="case">
              <input type="radio" name="decision" value={code} required />
              {libelle}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="champ">
        <label for={nom("refus")}>En cas de refus, pourquoi</label>
        <select id={nom("refus")} name="refus">
          <option value="">Choisissez</option>
          {REFUS_GUICHET.map((refus) => (
            <option value={refus}>{LIBELLE_REFUS_PIECE[refus]}</option>
          ))}
        </select>
      </div>
      <div class="champ">
        <label for={nom("valide")}>
          Valable jusqu’au<span class="facultatif"> (à corriger si le document en dit une autre)</span>
        </label>
        <input id={nom("valide")} name="valide" type="date" value={piece.valideJusquAu ?? ""} autocomplete="off" />
      </div>
      <button class="bouton" type="submit">
        Enregistrer la vérification
      </button>
    </form>
  );
}

function Deposer({ lues, jour }: { lues: PiecesLues; jour: string }) {
  const { epci, demandeur } = lues.dossier;
  return (
    <details>
      <summary>Déposer un document au guichet</summary>
      <form class="saisie" method="post" action={hrefPieces(epci, demandeur, "deposer")} enctype="multipart/form-data">
        <SelectNature id="nature-depot" natures={NATURES_PIECE.filter((nature) => !isSensible(nature))} jour={jour} />
        <SelectPersonne lues={lues} />
        <div class="champ">
          <label for="fichier">Fichier</label>
          <span class="aide" id="fichier-aide">
            JPEG, PNG, WebP ou PDF, 10 Mo au plus.
          </span>
          <input
            id="fichier"
            name="fichier"
            type="file"
            accept="image/jpeg,image/png,image/webp,application/pdf"
            required
            aria-describedby="fichier-aide"
          />
        </div>
        <button class="bouton" type="submit">
          Déposer
        </button>
      </form>
    </details>
  );
}

function SelectNature({ id, natures, jour }: { id: string; natures: readonly NaturePiece[]; jour: string }) {
  return (
    <div class="champ">
      <label for={id}>Document</label>
      <select id={id} name="nature" required>
        <option value="">Choisissez</option>
        {natures.map((nature) => (
          <option value={nature}>{nommerNature(nature, jour)}</option>
        ))}
      </select>
    </div>
  );
}

function SelectPersonne({ lues }: { lues: PiecesLues }) {
  const { personnes } = lues.dossier;
  if (personnes.length === 0) return null;
  return (
    <div class="champ">
      <label for="personne">De qui</label>
      <select id="personne" name="personne">
        <option value="0">La personne qui demande, ou le ménage</option>
        {personnes.map(({ rang, prenom }) => (
          <option value={String(rang)}>{prenom ?? `Personne n° ${rang + 1}`}</option>
        ))}
      </select>
    </div>
  );
}

function Demander({ lues, jour, etat }: { lues: PiecesLues; jour: string; etat: EtatFormulaire }) {
  const { epci, demandeur } = lues.dossier;
  const deja = new Set(lues.demandees.filter(({ closeLe }) => closeLe === null).map(({ nature }) => nature));
  const options = NATURES_PIECE.filter((nature) => !isSensible(nature) && !deja.has(nature)).map((nature) => ({
    code: nature,
    libelle: PIECES[nature].libelle,
  }));
  return (
    <section>
      <h2>Demander un document</h2>
      <p>Une demande vaut pour tous les organismes. Le ménage reçoit un message.</p>
      <form class="saisie" method="post" action={hrefPieces(epci, demandeur, "demander")}>
        <Liste etat={etat} nom="nature" libelle="Document" options={options} vide="Choisissez" requis />
        <Champ etat={etat} nom="avant" libelle="À fournir avant le" type="date" min={jour} />
        <button class="bouton second" type="submit">
          Demander
        </button>
      </form>
    </section>
  );
}

type SensiblesProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly demandeur: string;
  readonly jour: string;
  readonly etat: EtatFormulaire;
  /** null: not opened yet. */
  readonly ouvertes: { readonly motif: string; readonly pieces: readonly Piece[]; readonly verifier: boolean } | null;
  readonly annonce: string | null;
};

/** Sensitive pieces: asks for a reason, then shows the list. */
export function renderSensiblesPage({ cadre, epci, demandeur, jour, etat, ouvertes, annonce }: SensiblesProps): string {
  const titre = "Documents sensibles";
  const refuse = etat.refus.erreurs.length > 0;
  return renderPage({
    cadre,
    titre: refuse ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefPieces(epci, demandeur)}>Revenir aux documents</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        <Refuse refus={etat.refus} />
        {ouvertes === null ? (
          <form class="saisie" method="post" action={hrefPieces(epci, demandeur, "sensibles")}>
            <Champ
              etat={etat}
              nom="motif"
              libelle="Pourquoi ouvrez-vous ces documents ?"
              aide="Dix caractères au moins. Le demandeur lira cette raison. N’y écrivez rien de sa santé."
              requis
            />
            <button class="bouton" type="submit">
              Ouvrir
            </button>
          </form>
        ) : (
          <Sensibles {...ouvertes} epci={epci} demandeur={demandeur} jour={jour} />
        )}
      </>
    ),
  });
}

function Sensibles({
  motif,
  pieces,
  verifier,
  epci,
  demandeur,
  jour,
}: NonNullable<SensiblesProps["ouvertes"]> & { epci: string; demandeur: string; jour: string }) {
  if (pieces.length === 0) {
    return (
      <EtatVide titre="Aucun document sensible">
        <p>Le ménage n’en a pas envoyé, ou ils ne vous sont pas ouverts.</p>
      </EtatVide>
    );
  }
  return (
    <>
      <p class="discret">Ouvert pour : {motif}. Le demandeur le voit.</p>
      {pieces.map((piece) => (
        <div class="carte-fiche">
          <h2>{nommerNature(piece.nature, jour)}</h2>
          <p>
            <TagEtatPiece etat={piece.etat} /> reçu le {formatJour(piece.deposeeLe.slice(0, 10))}
          </p>
          {piece.format === null || piece.etat === "quarantaine" ? null : (
            <form method="post" action={hrefPieces(epci, demandeur, `sensibles/${piece.id}/fichier`)}>
              <input type="hidden" name="motif" value={motif} />
              <button class="bouton second" type="submit">
                Ouvrir le document ({direTaille(piece)})
              </button>
            </form>
          )}
          {verifier && piece.etat === "deposee" ? (
            <Verifier
              piece={piece}
              motif={motif}
              action={hrefPieces(epci, demandeur, `sensibles/${piece.id}/verifier`)}
            />
          ) : null}
        </div>
      ))}
    </>
  );
}
