import type { PiecesLues } from "#dossier/lectures/piece/read-pieces.ts";
import { SectionCotation } from "#dossier/pages/cotation/section-cotation.tsx";
import { PiecesDossier } from "#dossier/pages/piece/pieces-dossier.tsx";
import { CHEMIN_DEMANDES, cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { LIBELLE_MOTIF_RADIATION } from "#dossier/regles/etat.ts";
import { DIT_ETAT_TRANSMISSION, LIBELLE_NATURE_TRANSMISSION } from "#dossier/regles/transmission.ts";
import { LIBELLE_SORTIE_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ActeFiche, FicheLue } from "../../lectures/registre/lire-fiche.ts";
import { CHEMIN_SNE } from "../sne-echange/chemin.ts";
import { BoutonCode } from "./code-page.tsx";
import { DoublonsFiche } from "./fiche-doublons.tsx";
import { Evenements, Identite, Menage, Messages, Propositions } from "./fiche-sections.tsx";
import { Proximite } from "./motif-page.tsx";
import { DelaiNonReponse, sayJour, TagEtatDemande, TagRetard } from "./mots.tsx";
import { Sensible } from "./sensible.tsx";

export type FichePageProps = {
  readonly cadre: Cadre;
  readonly lue: FicheLue;
  /** null: the reader may not see the pieces. */
  readonly pieces: PiecesLues | null;
  readonly motif: string;
  readonly annonce: string | null;
  /** true: the reader may hand over a new code. */
  readonly remettre: boolean;
  /** Sensitive answers just opened, in words; null: not opened. */
  readonly sensibles: readonly (readonly [string, string])[] | null;
  readonly refus: string | null;
};

export function renderFichePage(props: FichePageProps): string {
  const { cadre, lue, pieces, motif, annonce, remettre, sensibles, refus } = props;
  const { fiche } = lue;
  const titre = `Dossier ${fiche.reference ?? "sans référence"}`;
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(fiche.epci, CHEMIN_DEMANDES)}>Toutes les demandes</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} erreur={refus} />
        <p class="discret">Ouvert pour : {motif.toLowerCase()}. Le demandeur le voit.</p>
        <Etat lue={lue} />
        <Actes lue={lue} />
        <Continuer lue={lue} />
        {remettre ? <BoutonCode fiche={fiche} /> : null}
        <DoublonsFiche lue={lue} />
        <Identite lue={lue} />
        <Menage lue={lue} />
        <Sensible lue={lue} sensibles={sensibles} />
        {pieces === null ? null : <PiecesDossier lues={pieces} jour={lue.aujourdhui} />}
        <SectionCotation lue={lue.cotation} href={hrefTerritoire(fiche.epci, "demandes/cotation")} />
        <Propositions lue={lue} />
        <Messages lue={lue} />
        <Evenements lue={lue} />
        <p class="ecran">
          <a href={hrefTerritoire(fiche.epci, cheminDemande(fiche.demandeur, "evenements"))}>
            Suivi partagé : proposer, écrire, noter un contact, télécharger
          </a>
        </p>
        <Proximite epci={fiche.epci} demandeur={fiche.demandeur} />
      </>
    ),
  });
}

/** Blaise keeps the number of a demande imported from the national file as a keyed hash only. */
function sansNumero({ enregistreeLe }: FicheLue["fiche"]): string {
  return enregistreeLe === null ? "pas encore de numéro" : "celui du fichier national, qui n’a pas été recopié ici";
}

function Etat({ lue }: { lue: FicheLue }) {
  const { fiche, numero, retard, reactivable } = lue;
  return (
    <>
      {fiche.limiteLe === null ? null : (
        <Message ton="alerte" titre="Traitement limité">
          <p>
            Depuis le {formatJour(fiche.limiteLe)}, ce dossier est gardé sans être utilisé, à la demande de la personne.
          </p>
        </Message>
      )}
      <dl>
        <dt>État</dt>
        <dd>
          <TagEtatDemande etat={fiche.etat} /> <TagRetard retard={retard} />
          {fiche.radieMotif === null
            ? null
            : ` le ${sayJour(fiche.radieLe)} : ${LIBELLE_MOTIF_RADIATION[fiche.radieMotif]}`}
        </dd>
        <dt>Numéro unique</dt>
        <dd>{numero ?? sansNumero(fiche)}</dd>
        <dt>Guichet</dt>
        <dd>{fiche.guichetNom ?? "aucun guichet"}</dd>
        <dt>Déposée</dt>
        <dd>{sayJour(fiche.deposeeLe)}</dd>
        <dt>Enregistrée</dt>
        <dd>
          {fiche.enregistreeLe === null && fiche.echeanceLe === null ? "pas encore" : sayJour(fiche.enregistreeLe)}
        </dd>
        <dt>Ancienneté depuis</dt>
        <dd>{sayJour(fiche.ancienneteLe)}</dd>
        <dt>Valable jusqu’au</dt>
        <dd>{sayJour(fiche.echeanceLe)}</dd>
        <NonConfirme lue={lue} />
        <Avertie lue={lue} />
        {fiche.sortie === null ? null : (
          <>
            <dt>Sortie</dt>
            <dd>{LIBELLE_SORTIE_DEMANDE[fiche.sortie]}</dd>
          </>
        )}
        {reactivable === null ? null : (
          <>
            <dt>Réactivable</dt>
            <dd>jusqu’au {formatJour(reactivable)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** What the file owes to the national system, and where its desk says what became of it. */
function NonConfirme({ lue: { fiche, transmissions } }: { lue: FicheLue }) {
  if (transmissions.length === 0) return null;
  return (
    <>
      <dt>Système national</dt>
      <dd>
        {transmissions.map(({ nature, etat, depuis }) => (
          <p>
            {LIBELLE_NATURE_TRANSMISSION[nature]} : {DIT_ETAT_TRANSMISSION[etat]} depuis le {formatJour(depuis)}
          </p>
        ))}
        <a href={hrefTerritoire(fiche.epci, `${CHEMIN_SNE}#transmissions`)}>Échanges avec le SNE</a>
      </dd>
    </>
  );
}

function Avertie({ lue: { fiche, radiable, aujourdhui } }: { lue: FicheLue }) {
  if (fiche.avertieLe === null || fiche.etat !== "avertie") return null;
  return (
    <>
      <dt>Avertie</dt>
      <dd>
        le {formatJour(fiche.avertieLe)}
        {radiable === null ? "" : `, radiable à partir du ${formatJour(radiable)}`}
        {fiche.avertiMotif === "non-reponse" ? (
          <>
            {" "}
            : délai de <DelaiNonReponse jour={aujourdhui} />
          </>
        ) : null}
      </dd>
    </>
  );
}

function Continuer({ lue: { fiche, completable } }: { lue: FicheLue }) {
  if (!completable) return null;
  const { epci, demandeur } = fiche;
  return (
    <p class="ligne ecran">
      <a class="bouton second" href={hrefTerritoire(epci, cheminDemande(demandeur, "etapes"))}>
        Continuer avec la personne
      </a>
      <a href={hrefTerritoire(epci, cheminDemande(demandeur, "etapes/verifier"))}>Lire toutes les réponses</a>
    </p>
  );
}

const BOUTON_ACTE: Readonly<Record<Exclude<ActeFiche, "attestation">, string>> = {
  enregistrer: "Enregistrer avec le numéro unique",
  complement: "Demander un complément",
  renouveler: "Renouveler",
  avertir: "Avertir : pas de réponse",
  lever: "Lever l’avertissement",
  radier: "Radier",
  reactiver: "Réactiver",
  irrecevabilite: "Irrecevabilité (commission)",
};

function Actes({ lue: { fiche, actes } }: { lue: FicheLue }) {
  if (actes.length === 0) return null;
  const { epci, demandeur } = fiche;
  return (
    <div class="ligne ecran">
      {actes.map((acte, rang) =>
        acte === "attestation" ? (
          <form method="post" action={hrefTerritoire(epci, cheminDemande(demandeur, "attestation"))}>
            <button class="bouton second" type="submit">
              Attestation (PDF)
            </button>
          </form>
        ) : (
          <a
            class={rang === 0 ? "bouton" : "bouton second"}
            href={hrefTerritoire(epci, cheminDemande(demandeur, acte))}
          >
            {BOUTON_ACTE[acte]}
          </a>
        ),
      )}
    </div>
  );
}
