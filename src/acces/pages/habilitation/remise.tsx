import { Message } from "#socle/pages/design/parts.tsx";
import type { Invitation } from "../../actes/habilitation/inviter.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { formatPersonne } from "./libelles.ts";

export function ChampsRemise({ remise }: { remise: string }) {
  return (
    <fieldset class="grand">
      <legend>Le lien qui ouvre le compte</legend>
      <label class="case">
        <input type="radio" name="remise" value="courriel" checked={remise !== "main"} />
        <span>
          <strong>Par courriel, à cette adresse</strong>
          <span class="aide">Qui suit le lien a prouvé que l’adresse est la sienne : le compte vaut partout.</span>
        </span>
      </label>
      <label class="case">
        <input type="radio" name="remise" value="main" checked={remise === "main"} />
        <span>
          <strong>Remis en main propre</strong>
          <span class="aide">
            Le lien s’affiche. Le compte ne vaut que pour les droits donnés ici, tant que l’adresse n’est pas prouvée.
          </span>
        </span>
      </label>
      <p class="aide">Sans effet si la personne a déjà un compte.</p>
    </fieldset>
  );
}

type Props = Invitation & { readonly habilitation: Habilitation };

export function SuiteInvitation({ habilitation, lien, envoi }: Props) {
  if (envoi !== null) return <Envoi habilitation={habilitation} envoi={envoi} />;
  return lien === null ? null : <LienARemettre habilitation={habilitation} lien={lien} />;
}

function Envoi({
  habilitation: { compte, enAttente },
  envoi,
}: Pick<Props, "habilitation"> & { envoi: NonNullable<Props["envoi"]> }) {
  if (envoi.etat === "echec") {
    return (
      <Message ton="erreur" role="alert" titre="Le message n’est pas parti">
        <p>{envoi.motif} Le droit est écrit ; renvoyez le message depuis la page de l’habilitation.</p>
      </Message>
    );
  }
  return (
    <Message ton="neutre">
      <p>
        {envoi.etat === "envoye"
          ? `Un message est parti à ${compte.courriel}. Son lien sert une fois, pendant 24 heures.`
          : `Aucun serveur de courrier n’est réglé : le message pour ${compte.courriel} est dans le dossier « courriels » des données, à transmettre. Son lien sert une fois, pendant 24 heures.`}
        {enAttente ? " Le droit n’ouvre rien tant que l’adresse n’est pas prouvée." : ""}
      </p>
    </Message>
  );
}

function LienARemettre({ habilitation: { compte }, lien }: { habilitation: Habilitation; lien: string }) {
  return (
    <>
      <p>
        <label for="lien">
          Lien personnel de {formatPersonne(compte)}
          <span class="aide">
            Il sert une seule fois, pendant 24 heures. Il n’est gardé nulle part : copiez-le maintenant.
          </span>
        </label>
        <input id="lien" value={lien} size={70} readonly />
      </p>
      <Message ton="alerte">
        <p>
          Remettez ce lien à la personne elle-même, de vive voix ou en main propre : qui l’ouvre le premier devient
          titulaire du compte. Si elle se connecte par ProConnect avec cette adresse, elle n’en a pas besoin.
        </p>
      </Message>
    </>
  );
}
