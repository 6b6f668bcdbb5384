import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import type { UsageLien } from "../../lectures/connexion/ports.ts";
import { Champ, Erreur } from "./champ.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly jeton: string;
  readonly usage: UsageLien;
  /** Path to go to next, already checked; « / »: none. */
  readonly retour: string;
  /** Address of the account; null when the person must type it. */
  readonly courriel: string | null;
  readonly saisie: { readonly courriel: string; readonly prenom: string; readonly nom: string };
  readonly longueurMin: number;
  readonly erreur: string | null;
};

const TITRES: Readonly<Record<UsageLien, string>> = {
  "premier-administrateur": "Créer le premier administrateur",
  invitation: "Ouvrir votre compte",
  "mot-de-passe": "Choisir un nouveau mot de passe",
  preuve: "Prouver votre adresse",
};

const CHAPOS: Readonly<Record<UsageLien, string>> = {
  "premier-administrateur":
    "Cette personne ouvre les territoires et nomme les premiers gestionnaires d’habilitations. Elle ne lit aucune donnée personnelle.",
  invitation:
    "Vérifiez votre nom, puis choisissez un mot de passe. Vos droits sont déjà inscrits : ils se liront dans « Mon compte ».",
  "mot-de-passe": "Le nouveau mot de passe remplace l’ancien, et ferme toutes vos sessions ouvertes.",
  preuve:
    "Vous lisez les messages de cette adresse : choisissez un mot de passe. Ce qui ouvrait ce compte jusqu’ici (sessions, mot de passe, clés d’accès, ProConnect) ne l’ouvrira plus, et les droits qui attendaient compteront.",
};

/** For a household, which has no rights to read about. */
const CHAPO_MENAGE = "Vérifiez votre nom, puis choisissez un mot de passe. Il servira à retrouver votre demande.";

/** The page of a one-time link. Only sending its form uses the link. */
export function renderBienvenuePage({
  cadre,
  jeton,
  usage,
  retour,
  courriel,
  saisie,
  longueurMin,
  erreur,
}: Props): string {
  const suite = retour === "/" ? "" : `?${new URLSearchParams({ retour })}`;
  const menage = usage === "invitation" && retour.startsWith("/ma-demande/");
  return renderPage({
    cadre,
    titre: TITRES[usage],
    children: (
      <>
        <h1>{TITRES[usage]}</h1>
        <p class="chapo">{menage ? CHAPO_MENAGE : CHAPOS[usage]}</p>
        <Erreur message={erreur} />
        <form method="post" action={`/bienvenue/${jeton}${suite}`}>
          {courriel === null ? (
            <Champ
              id="courriel"
              libelle="Adresse de courriel"
              type="email"
              valeur={saisie.courriel}
              remplissage="username"
              longueurMax={254}
            />
          ) : (
            <p>
              Adresse de courriel : <strong>{courriel}</strong>
              <input type="hidden" name="courriel" value={courriel} autocomplete="username" />
            </p>
          )}
          {usage === "mot-de-passe" || usage === "preuve" ? null : (
            <>
              <Champ id="prenom" libelle="Prénom" valeur={saisie.prenom} remplissage="given-name" longueurMax={80} />
              <Champ id="nom" libelle="Nom" valeur={saisie.nom} remplissage="family-name" longueurMax={80} />
            </>
          )}
          <Champ
            id="mot_de_passe"
            libelle="Mot de passe"
            type="password"
            remplissage="new-password"
            longueurMin={longueurMin}
            aide={`Au moins ${longueurMin} caractères. Plusieurs mots sans lien entre eux conviennent ; ni chiffre ni signe n’est exigé.`}
          />
          <button class="bouton" type="submit">
            Enregistrer et se connecter
          </button>
        </form>
      </>
    ),
  });
}
