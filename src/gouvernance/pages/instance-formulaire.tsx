import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  renderPageFormulaire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import {
  COLLEGES,
  FONCTIONS_MEMBRE,
  GENRES_INSTANCE,
  LIBELLE_COLLEGE,
  LIBELLE_FONCTION_MEMBRE,
  LIBELLE_GENRE_INSTANCE,
} from "#socle/regles/gouvernance/instance.ts";
import type { OrganisationCas } from "../lectures/cas-bloque/ports.ts";
import type { MembreInstance } from "../lectures/ports.ts";
import { CHEMIN_INSTANCES, cheminInstance, cheminMembre } from "./instance-chemins.ts";

type Commun = EtatFormulaire & { readonly cadre: Cadre; readonly epci: string; readonly aRelire: boolean };

export type InstanceFormulaireProps = Commun & {
  /** null: a new instance. */
  readonly instance: { readonly id: number; readonly nom: string } | null;
};

export function renderInstanceFormulaire(props: InstanceFormulaireProps): string {
  const { cadre, epci, instance, saisie, refus } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    saisie,
    refus,
    titre: instance ? `Modifier : ${instance.nom}` : "Créer une instance",
    sous: null,
    chemin: instance ? cheminInstance(instance.id, "/modifier") : "commission/instances/nouvelle",
    retour: instance
      ? { chemin: cheminInstance(instance.id), libelle: instance.nom }
      : { chemin: CHEMIN_INSTANCES, libelle: "Toutes les instances" },
    bouton: instance ? "Enregistrer" : "Créer l’instance",
    children: (
      <>
        <Liste etat={props} nom="genre" libelle="Genre" options={optionsOf(GENRES_INSTANCE, LIBELLE_GENRE_INSTANCE)} />
        <Champ etat={props} nom="nom" libelle="Nom" requis />
        <TexteLong etat={props} nom="objet" libelle="Objet" lignes={3} limite={500} />
        <Cote>
          <Champ
            etat={props}
            nom="frequence"
            libelle="Fréquence"
            aide="3 pour chaque trimestre. Vide si aucun texte n’en fixe."
            nombre
            unite="mois"
          />
          <Champ
            etat={props}
            nom="quorum"
            libelle="Quorum"
            aide="Part des voix exigée. Vide si aucun texte n’en fixe."
            nombre
            unite="%"
          />
        </Cote>
        <Champ
          etat={props}
          nom="source"
          libelle="Texte qui la crée"
          aide="Par exemple : règlement intérieur de la conférence, article 3."
        />
        <Champ etat={props} nom="creeeLe" libelle="Créée le" type="date" court />
        <Relecture affiche={props.aRelire} />
      </>
    ),
  });
}

export type MembreFormulaireProps = Commun & {
  readonly instance: { readonly id: number; readonly nom: string };
  /** null: a new member. */
  readonly membre: MembreInstance | null;
  readonly organisations: readonly OrganisationCas[];
};

export function renderMembreFormulaire(props: MembreFormulaireProps): string {
  const { cadre, epci, instance, membre, saisie, refus, organisations } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    saisie,
    refus,
    titre: membre ? `Modifier un membre : ${membre.nom}` : "Ajouter un membre",
    sous: <p>{instance.nom}</p>,
    chemin: membre ? cheminMembre(instance.id, membre.id) : cheminInstance(instance.id, "/membres/nouveau"),
    retour: { chemin: cheminInstance(instance.id), libelle: instance.nom },
    bouton: membre ? "Enregistrer" : "Ajouter le membre",
    children: (
      <>
        <Liste
          etat={props}
          nom="organisation"
          libelle="Organisme"
          aide="Celui dont les agents se connectent à Blaise. Les personnes qu’il habilite à la commission de coordination liront les cas de l’ordre du jour."
          options={organisations.map(({ id, nom }) => ({ code: String(id), libelle: nom }))}
          vide="Aucun de ceux-ci"
        />
        <Champ
          etat={props}
          nom="nom"
          libelle="Nom du membre"
          aide="D’un organisme ou d’une fonction, jamais d’une personne. Vide : le nom de l’organisme choisi."
        />
        <Cote>
          <Liste etat={props} nom="college" libelle="Collège" options={optionsOf(COLLEGES, LIBELLE_COLLEGE)} />
          <Liste
            etat={props}
            nom="fonction"
            libelle="Fonction"
            options={optionsOf(FONCTIONS_MEMBRE, LIBELLE_FONCTION_MEMBRE)}
          />
        </Cote>
        <Choix
          etat={props}
          nom="voix"
          libelle="Voix"
          aide="Un invité n’a pas de voix."
          options={[
            { code: "oui", libelle: "A une voix" },
            { code: "non", libelle: "N’a pas de voix" },
          ]}
          requis
        />
        <Cote>
          <Champ etat={props} nom="depuis" libelle="Premier jour" type="date" court />
          <Champ
            etat={props}
            nom="jusqua"
            libelle="Dernier jour"
            aide="Pour mettre fin à son mandat. Ce qui a été tenu avec lui reste."
            type="date"
            court
          />
        </Cote>
        <Relecture affiche={props.aRelire} />
      </>
    ),
  });
}

/** Box shown when a text has a word to read again before it is kept. */
export function Relecture({ affiche }: { affiche: boolean }) {
  if (!affiche) return null;
  return (
    <label class="case">
      <input type="checkbox" name="relu" value="oui" />
      J’ai relu ce texte : il ne dit rien d’une personne, je le garde.
    </label>
  );
}
