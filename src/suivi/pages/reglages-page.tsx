import type { ChangementLu } from "#dossier/lectures/courrier/ports.ts";
import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import { LIBELLE_CANAL_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import { Champ, Choix, type EtatFormulaire, Plusieurs } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DossierSuivi } from "../lectures/ports.ts";
import { renderPageSuivi } from "./page-suivi.tsx";

export type ReglagesPageProps = {
  readonly commun: CadreDossier;
  readonly dossier: DossierSuivi;
  readonly enCours: ChangementLu | null;
  readonly etat: EtatFormulaire;
  readonly annonce: string | null;
};

/** Page of the consents and addresses; a mandate reads them and cannot change them. */
export function renderReglagesPage({ commun, dossier, enCours, etat, annonce }: ReglagesPageProps): string {
  const { epci, mandat } = commun;
  return renderPageSuivi({
    commun,
    titre: "Comment vous joindre ?",
    refus: etat.refus,
    annonce,
    children: (
      <>
        <dl>
          <dt>Adresse électronique</dt>
          <dd>{dossier.courriel ?? "non donnée"}</dd>
          <dt>Téléphone</dt>
          <dd>{dossier.telephone ?? "non donné"}</dd>
        </dl>
        <EnCours enCours={enCours} />
        {mandat ? (
          <p>La personne change elle-même ses coordonnées, avec son code ou au guichet.</p>
        ) : (
          <>
            <Accords epci={epci} etat={etat} />
            <Adresse epci={epci} etat={etat} />
          </>
        )}
      </>
    ),
  });
}

function EnCours({ enCours }: { enCours: ChangementLu | null }) {
  if (enCours === null) return null;
  const { canal, ancienLe, expireLe } = enCours;
  return (
    <Message ton="alerte" titre="Un changement attend">
      <p>
        {LIBELLE_CANAL_ENVOI[canal]} :{" "}
        {ancienLe === null
          ? "dites oui par le lien envoyé à l’ancienne adresse."
          : "dites oui par le lien envoyé à la nouvelle adresse."}{" "}
        Le lien sert jusqu’au {formatJour(expireLe)}.
      </p>
    </Message>
  );
}

type FormProps = { readonly epci: string; readonly etat: EtatFormulaire };

function Accords({ epci, etat }: FormProps) {
  return (
    <form class="saisie" method="post" action={hrefDemande(epci, "reglages")}>
      <Plusieurs
        etat={etat}
        nom="accords"
        libelle="Comment voulez-vous être prévenu ?"
        aide="Le message dit seulement qu’il y a du nouveau. Il ne dit rien de vous."
        options={[
          { code: "courriel", libelle: "Par courriel" },
          { code: "sms", libelle: "Par SMS" },
        ]}
      />
      <p>
        <button class="bouton" type="submit">
          Enregistrer
        </button>
      </p>
    </form>
  );
}

function Adresse({ epci, etat }: FormProps) {
  return (
    <section>
      <h2>Changer d’adresse électronique ou de numéro</h2>
      <p>L’ancienne adresse dit oui, puis la nouvelle. Tant que les deux n’ont pas dit oui, rien ne change.</p>
      <form class="saisie" method="post" action={hrefDemande(epci, "reglages/adresse")}>
        <Choix
          etat={etat}
          nom="canal"
          libelle="Que voulez-vous changer ?"
          requis
          options={[
            { code: "courriel", libelle: "Mon adresse électronique" },
            { code: "sms", libelle: "Mon numéro de portable" },
          ]}
        />
        <Champ etat={etat} nom="nouveau" libelle="Nouvelle adresse, ou nouveau numéro" requis />
        <p>
          <button class="bouton" type="submit">
            Demander le changement
          </button>
        </p>
      </form>
      <p>Vous n’avez plus accès à l’ancienne ? Allez au guichet avec une pièce d’identité.</p>
    </section>
  );
}

export type ConfirmerPageProps = {
  readonly commun: CadreDossier;
  readonly jeton: string;
  /** null: the change is made already, or the link asks for none. */
  readonly cote: "ancien" | "nouveau" | null;
  readonly fait: "ancien" | "nouveau" | null;
};

/** Page opened by the link of a message; a GET writes nothing, since mail servers open links too. */
export function renderConfirmerPage({ commun, jeton, cote, fait }: ConfirmerPageProps): string {
  const titre =
    fait !== null
      ? "C’est noté"
      : cote === "ancien"
        ? "Voulez-vous changer d’adresse ?"
        : "Est-ce bien votre adresse ?";
  return renderPageSuivi({
    commun,
    titre,
    retour: false,
    children: (
      <>
        {fait === "ancien" ? (
          <p>Un lien part maintenant vers la nouvelle adresse. Ouvrez-le avant deux jours.</p>
        ) : null}
        {fait === "nouveau" ? <p>Vos coordonnées sont changées.</p> : null}
        {cote === null ? null : (
          <>
            <p>
              {cote === "ancien"
                ? "Si vous n’avez rien demandé, fermez cette page. Rien ne changera."
                : "Les messages sur votre demande de logement viendront ici."}
            </p>
            <form method="post" action={hrefDemande(commun.epci, `coordonnees/${jeton}`)}>
              <button class="bouton" type="submit">
                {cote === "ancien" ? "Oui, je veux changer" : "Oui, c’est mon adresse"}
              </button>
            </form>
          </>
        )}
        <p>
          <a class="lien-seul" href={hrefDemande(commun.epci)}>
            Aller à ma demande
          </a>
        </p>
      </>
    ),
  });
}
