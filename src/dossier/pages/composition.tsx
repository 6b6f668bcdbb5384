import { Champ, Choix, type EtatFormulaire, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { LIBELLE_QUALITE } from "../regles/libelles-reponses.ts";
import { type PersonneDossier, QUALITES_PERSONNE } from "../regles/reponses.ts";
import { hrefEtape } from "./chemins.ts";
import type { ContexteChamps } from "./contexte-champs.ts";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";

/** Persons of the household, each with a link to change it. */
export function Composition({ contexte }: { readonly contexte: ContexteChamps }) {
  const { personnes } = contexte;
  const chemin = hrefEtape(contexte, "menage/personnes");
  return (
    <>
      <p>Dites-nous qui vivra dans le logement, avec vous. Ne vous comptez pas.</p>
      <p>Un enfant en garde partagée compte pour le nombre de pièces.</p>
      {personnes.length === 0 ? (
        <p>Personne pour l’instant.</p>
      ) : (
        <ul class="sans-puce">
          {personnes.map((personne) => (
            <li class="carte-fiche">
              <h2>{nomOf(personne)}</h2>
              <p>
                {LIBELLE_QUALITE[personne.qualite]}
                {personne.naissance === null ? null : `, ${dateOf(personne)}`}
              </p>
              <p class="ligne">
                <a class="lien-seul" href={`${chemin}/${personne.rang}`} aria-label={`Changer : ${nomOf(personne)}`}>
                  Changer
                </a>
              </p>
              <form method="post" action={`${chemin}/${personne.rang}/retirer`}>
                <button class="lien" type="submit" aria-label={`Retirer : ${nomOf(personne)}`}>
                  Retirer
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a class="bouton second" href={`${chemin}/nouvelle`}>
          Ajouter une personne
        </a>
      </p>
    </>
  );
}

function nomOf({ prenom, nom, qualite, rang }: PersonneDossier): string {
  const entier = [prenom, nom].filter((mot) => mot !== null).join(" ");
  if (entier !== "") return entier;
  return qualite === "a-naitre" ? "Enfant à naître" : `Personne ${rang}`;
}

function dateOf({ qualite, naissance }: PersonneDossier): string {
  if (naissance === null) return "";
  return qualite === "a-naitre" ? `attendu le ${formatJour(naissance)}` : `né ou née le ${formatJour(naissance)}`;
}

export type PersonnePageProps = {
  readonly commun: CadreDossier;
  readonly etat: EtatFormulaire;
  /** null: a new person. */
  readonly rang: number | null;
  readonly revision: number;
};

export function renderPersonnePage({ commun, etat, rang, revision }: PersonnePageProps): string {
  const titre = rang === null ? "Qui est cette personne ?" : "Que faut-il changer ?";
  return renderPageTitree(
    commun,
    {
      titre,
      etape: "menage",
      avant: (
        <p class="ecran">
          <a class="lien-seul" href={hrefEtape(commun, "menage/composition")}>
            Revenir sans enregistrer
          </a>
        </p>
      ),
      refus: etat.refus,
    },
    <form class="saisie" method="post" action={hrefEtape(commun, `menage/personnes/${rang ?? "nouvelle"}`)} novalidate>
      <input type="hidden" name="revision" value={String(revision)} />
      <Choix
        etat={etat}
        nom="qualite"
        libelle="Cette personne est"
        options={optionsOf(QUALITES_PERSONNE, LIBELLE_QUALITE)}
      />
      <Champ etat={etat} nom="prenom" libelle="Prénom" aide="Rien pour un enfant à naître." />
      <Champ etat={etat} nom="nom" libelle="Nom" />
      <Champ
        etat={etat}
        nom="naissance"
        libelle="Date de naissance"
        type="date"
        aide="Ou la date prévue, pour un enfant à naître."
      />
      <p class="ligne">
        <button class="bouton" type="submit">
          Enregistrer
        </button>
      </p>
    </form>,
  );
}
