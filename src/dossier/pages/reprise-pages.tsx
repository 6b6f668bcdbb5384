import { Champ, type EtatFormulaire, type RefusFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Mandat } from "../lectures/ports.ts";
import { BoutonFranceConnect } from "./franceconnect.tsx";
import { LIBELLE_QUALITE_MANDATAIRE } from "./nouvelle-page.tsx";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";

/** Codes shown once; `personne`: code of the person who gave the mandate. */
export function renderCodePage(
  commun: CadreDossier,
  { propre, personne, reference }: { propre: string; personne: string | null; reference: string | null },
): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Gardez ce code" },
    <>
      <p>Il sert à revenir à votre demande. Nous ne pourrons pas vous le redire.</p>
      <Code code={propre} />
      <p>Écrivez-le, photographiez-le, ou imprimez cette page. Ne le donnez à personne.</p>
      {reference === null ? null : (
        <p>
          Référence de votre dossier : <strong>{reference}</strong>. Ce n’est pas un numéro unique.
        </p>
      )}
      {personne === null ? null : (
        <>
          <h2>Le code de la personne</h2>
          <p>Remettez-le-lui. Avec lui, elle répond aux questions personnelles et peut retirer le mandat.</p>
          <Code code={personne} />
        </>
      )}
      <p class="ligne">
        <a class="bouton" href={hrefDemande(epci, "etapes")}>
          J’ai gardé le code : continuer
        </a>
      </p>
      <p>Pour revenir : {hrefDemande(epci, "reprendre")}, sur ce site.</p>
    </>,
  );
}

function Code({ code }: { code: string }) {
  return (
    <p class="carte-fiche">
      <strong class="grand-code">{code}</strong>
    </p>
  );
}

export function renderReprendrePage(
  commun: CadreDossier,
  etat: EtatFormulaire,
  { annonce, franceConnect }: { annonce: string | null; franceConnect: boolean },
): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Quel est votre code ?", refus: etat.refus, annonce },
    <>
      <form class="saisie" method="post" action={hrefDemande(epci, "reprendre")} novalidate>
        <Champ
          etat={etat}
          nom="code"
          libelle="Code de reprise"
          requis
          aide="16 lettres et chiffres, par exemple 7KQ4-XM2R-90BD-HTVE."
        />
        <p class="ligne">
          <button class="bouton" type="submit">
            Reprendre ma demande
          </button>
        </p>
      </form>
      {franceConnect ? <BoutonFranceConnect epci={epci} but="reprendre" /> : null}
      <ul class="liste-liens">
        <li>
          <a href={`/connexion?retour=${encodeURIComponent(hrefDemande(epci, "mes-demandes"))}`}>J’ai un compte</a>
        </li>
        <li>
          <a href={hrefDemande(epci, "nouvelle")}>Commencer une demande</a>
        </li>
      </ul>
      <p>Code perdu ? Appelez un guichet : il vous en donne un autre, avec votre pièce d’identité.</p>
    </>,
  );
}

/** The visit opens by a button, since programs that read messages open links. */
export function renderLienPage(commun: CadreDossier, jeton: string): string {
  return renderPageTitree(
    commun,
    { titre: "Reprendre votre demande" },
    <>
      <p>Ce lien sert une seule fois, pendant 7 jours.</p>
      <form method="post" action={hrefDemande(commun.epci, `reprendre/${jeton}`)}>
        <button class="bouton" type="submit">
          Ouvrir ma demande
        </button>
      </form>
    </>,
  );
}

export type PausePageProps = {
  readonly commun: CadreDossier;
  readonly annonce: string | null;
  readonly refus: RefusFormulaire;
  /** true: the household has an address and agreed to messages. */
  readonly ecrire: boolean;
  readonly titulaire: boolean;
  readonly compte: boolean;
  readonly franceConnect: boolean;
  /** true: the file was opened by a code, a link or FranceConnect, whatever account is open too. */
  readonly parVisite: boolean;
};

export function renderPausePage(props: PausePageProps): string {
  const { commun, annonce, refus, ecrire, titulaire, compte, franceConnect, parVisite } = props;
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "C’est enregistré", refus, annonce },
    <>
      <p>Revenez quand vous voulez, avec votre code. Vos réponses sont gardées 6 mois.</p>
      <p class="ligne">
        <a class="bouton" href={hrefDemande(epci, "etapes")}>
          Continuer maintenant
        </a>
      </p>
      <h2>Pour revenir plus tard</h2>
      {ecrire && titulaire ? (
        <form method="post" action={hrefDemande(epci, "lien")}>
          <button class="bouton second" type="submit">
            M’envoyer un lien
          </button>
        </form>
      ) : null}
      <form method="post" action={hrefDemande(epci, "code")}>
        <p>Vous n’avez plus votre code ?</p>
        <button class="bouton second" type="submit">
          Obtenir un autre code
        </button>
      </form>
      {titulaire && compte && parVisite ? (
        <form method="post" action={hrefDemande(epci, "compte/garder")}>
          <button class="bouton second" type="submit">
            Garder cette demande dans mon compte
          </button>
        </form>
      ) : null}
      {titulaire ? (
        <ul class="liste-liens">
          {compte ? null : (
            <li>
              <a href={hrefDemande(epci, "compte")}>Créer un compte, avec un mot de passe</a>
            </li>
          )}
          {franceConnect ? (
            <li>
              <a href={`${hrefDemande(epci, "franceconnect")}?but=garder`}>Garder cette demande avec FranceConnect</a>
            </li>
          ) : null}
          <li>
            <a href={hrefDemande(epci, "mandats")}>Les personnes qui m’aident</a>
          </li>
        </ul>
      ) : null}
      <h2>Sur un téléphone ou un ordinateur partagé</h2>
      <form method="post" action={hrefDemande(epci, "quitter")}>
        <button class="bouton second" type="submit">
          Quitter ma demande
        </button>
      </form>
    </>,
  );
}

export function renderMandatsPage(
  commun: CadreDossier,
  { mandats, jour, annonce }: { mandats: readonly Mandat[]; jour: string; annonce: string | null },
): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Qui vous aide ?", annonce },
    <>
      {mandats.length === 0 ? <p>Personne n’a de mandat pour votre demande.</p> : null}
      {mandats.map((mandat) => (
        <div class="carte-fiche">
          <h2>{mandat.nom}</h2>
          <p>
            {LIBELLE_QUALITE_MANDATAIRE[mandat.qualite]}
            {mandat.structure === null ? null : `, ${mandat.structure}`}
          </p>
          <p>{etatOf(mandat, jour)}</p>
          {mandat.revoqueLe === null && mandat.au >= jour ? (
            <form method="post" action={hrefDemande(epci, `mandats/${mandat.id}/retirer`)}>
              <button class="bouton second" type="submit">
                Retirer ce mandat
              </button>
            </form>
          ) : null}
        </div>
      ))}
      <p>
        <a class="lien-seul" href={hrefDemande(epci, "pause")}>
          Revenir
        </a>
      </p>
    </>,
  );
}

function etatOf({ signeLe, au, revoqueLe }: Mandat, jour: string): string {
  if (revoqueLe !== null) return `Retiré le ${formatJour(revoqueLe)}.`;
  if (au < jour) return `Terminé le ${formatJour(au)}.`;
  return `Signé le ${formatJour(signeLe)}, valable jusqu’au ${formatJour(au)}.`;
}
