import type { Formulaire } from "./entrees.ts";

/** Coming in, and one's own account. */
export const FORMULAIRES_CONNEXION: readonly Formulaire[] = [
  {
    route: "POST /connexion",
    qui: "personne",
    chemin: () => "/connexion",
    champs: () => ({
      courriel: "titulaire@essai.invalid",
      mot_de_passe: "faux, mais assez long",
      retour: "/mon-compte",
    }),
  },
  {
    route: "POST /deconnexion",
    qui: "personne",
    chemin: () => "/deconnexion",
    champs: () => ({ ensuite: "connexion" }),
  },
  {
    route: "POST /connexion/demonstration",
    qui: "personne",
    chemin: () => "/connexion/demonstration",
    champs: () => ({ compte: "1", retour: "/" }),
  },
  {
    route: "POST /connexion/cle",
    qui: "personne",
    chemin: () => "/connexion/cle",
    champs: () => ({ reponse: "{}", retour: "/" }),
  },
  {
    // Its password is refused, so that the link serves again.
    route: "POST /bienvenue/:jeton",
    qui: "personne",
    chemin: ({ bienvenue }) => bienvenue,
    champs: () => ({ courriel: "a@essai.invalid", prenom: "Ada", nom: "Byron", mot_de_passe: "court" }),
  },
  {
    route: "POST /mot-de-passe-oublie",
    qui: "personne",
    chemin: () => "/mot-de-passe-oublie",
    champs: () => ({ courriel: "personne@essai.invalid" }),
  },
  {
    route: "POST /mon-compte/mot-de-passe",
    qui: "titulaire",
    chemin: () => "/mon-compte/mot-de-passe",
    champs: () => ({
      courriel: "titulaire@essai.invalid",
      actuel: "faux",
      nouveau: "un autre mot de passe, assez long",
    }),
  },
  {
    route: "POST /mon-compte/cles",
    qui: "titulaire",
    chemin: () => "/mon-compte/cles",
    champs: () => ({ reponse: "{}", nom_cle: "ma clé" }),
  },
  {
    route: "POST /mon-compte/cles/retirer",
    qui: "titulaire",
    chemin: () => "/mon-compte/cles/retirer",
    champs: () => ({ identifiant: "aucune" }),
  },
  {
    route: "POST /mon-compte/sessions/fermer",
    qui: "titulaire",
    chemin: () => "/mon-compte/sessions/fermer",
    champs: () => ({ session: "aucune" }),
  },
];
