import {
  MODES_LOGEMENT,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
  SOURCES_REVENU,
  TRI,
  TYPOLOGIES,
} from "#dossier/regles/reponses.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  Plusieurs,
} from "#socle/pages/design/formulaire.tsx";
import {
  BESOINS_LOGEMENT,
  LIBELLE_BESOIN_LOGEMENT,
  LIBELLE_SUITE_MOTIF,
  MOTIFS_DE_PRIORITE,
  MOTIFS_PRIORITE,
  type SectionEntretien,
  SUITES_MOTIF,
} from "../../regles/entretien/entretien.ts";
import { LIBELLE_TRI } from "../fiche-contact/formulaires.tsx";
import { LIBELLE_FAMILIALE, LIBELLE_GENRE, LIBELLE_MODE, LIBELLE_PROFESSION, LIBELLE_SOURCE } from "./libelles.ts";

type Props = { readonly etat: EtatFormulaire; readonly communes: readonly OptionListe[] };

function Situation({ etat }: Props) {
  return (
    <>
      <Cote>
        <Champ etat={etat} nom="nom" libelle="Nom de naissance" />
        <Champ etat={etat} nom="prenom" libelle="Prénom" />
      </Cote>
      <Cote>
        <Champ etat={etat} nom="telephone" libelle="Téléphone" type="tel" />
        <Champ etat={etat} nom="courriel" libelle="Courriel" type="email" />
      </Cote>
      <Champ etat={etat} nom="naissance" libelle="Date de naissance" type="date" />
      <Liste
        etat={etat}
        nom="familiale"
        libelle="Situation familiale"
        vide="Ne sait pas"
        options={optionsOf(SITUATIONS_FAMILIALES, LIBELLE_FAMILIALE)}
      />
      <Tri etat={etat} nom="deja" libelle="A-t-elle déjà une demande de logement social ?" />
    </>
  );
}

function Composition({ etat }: Props) {
  return (
    <>
      <p class="aide">Laissez vide ce que vous ne savez pas ; écrivez 0 quand il n’y en a pas.</p>
      <Cote>
        <Champ etat={etat} nom="adultes" libelle="Adultes, elle comprise" nombre />
        <Champ etat={etat} nom="enfants" libelle="Enfants et personnes à charge" nombre />
      </Cote>
      <Cote>
        <Champ
          etat={etat}
          nom="garde"
          libelle="Enfants en garde partagée"
          aide="Ils comptent pour les pièces, pas pour les plafonds."
          nombre
        />
        <Champ etat={etat} nom="naitre" libelle="Enfants à naître" nombre />
      </Cote>
      <Tri
        etat={etat}
        nom="jeune"
        libelle="Un couple dont les âges font 55 ans ou moins en tout ?"
        aide="Sans enfant, son plafond est celui de trois personnes."
      />
    </>
  );
}

function Budget({ etat }: Props) {
  return (
    <>
      <Plusieurs
        etat={etat}
        nom="source"
        libelle="Ressources du ménage"
        options={optionsOf(SOURCES_REVENU, LIBELLE_SOURCE)}
      />
      <Cote>
        <Champ
          etat={etat}
          nom="mensuel"
          libelle="Ressources par mois"
          aide="Sans les aides au logement."
          unite="€"
          nombre
        />
        <Champ
          etat={etat}
          nom="rfr"
          libelle="Revenu fiscal de référence"
          aide="De l’avant-dernière année."
          unite="€"
          nombre
        />
      </Cote>
      <Cote>
        <Champ etat={etat} nom="charges" libelle="Crédits et pensions par mois" unite="€" nombre />
        <Champ etat={etat} nom="loyer_max" libelle="Loyer et charges qu’elle pense pouvoir payer" unite="€" nombre />
      </Cote>
    </>
  );
}

function Logement({ etat }: Props) {
  return (
    <>
      <Liste
        etat={etat}
        nom="mode"
        libelle="Où vit-elle aujourd’hui ?"
        vide="Ne sait pas"
        options={optionsOf(MODES_LOGEMENT, LIBELLE_MODE)}
      />
      <Cote>
        <Champ
          etat={etat}
          nom="commune_actuelle"
          libelle="Code INSEE de la commune"
          aide="Cinq caractères, par exemple 52448."
          court
        />
        <Champ etat={etat} nom="depuis" libelle="Depuis le" type="date" />
      </Cote>
      <Champ etat={etat} nom="loyer" libelle="Loyer et charges par mois" unite="€" nombre />
    </>
  );
}

function Souhaits({ etat, communes }: Props) {
  return (
    <>
      <Plusieurs etat={etat} nom="commune" libelle="Communes souhaitées" options={communes} />
      <Plusieurs
        etat={etat}
        nom="typologie"
        libelle="Taille du logement"
        options={TYPOLOGIES.map((code) => ({ code, libelle: code === "chambre" ? "Chambre" : code }))}
      />
      <Choix
        etat={etat}
        nom="genre"
        libelle="Appartement ou maison"
        options={optionsOf(["appartement", "maison", "indifferent"], LIBELLE_GENRE)}
      />
      <Plusieurs
        etat={etat}
        nom="elargir"
        libelle="Si rien n’est libre là"
        options={[{ code: "oui", libelle: "Elle accepte d’autres communes du territoire" }]}
      />
      <Plusieurs
        etat={etat}
        nom="besoin"
        libelle="Besoins"
        aide="Le besoin, jamais sa cause."
        options={optionsOf(BESOINS_LOGEMENT, LIBELLE_BESOIN_LOGEMENT)}
      />
    </>
  );
}

function Priorite({ etat }: Props) {
  return (
    <>
      <p class="aide">
        Pour chaque motif qui la concerne, dites où en est la preuve. Santé, handicap, violences : une seule réponse,
        sans dire laquelle. Le détail se donne dans la demande, où il est chiffré.
      </p>
      {MOTIFS_PRIORITE.map((motif) => (
        <Liste
          etat={etat}
          nom={`motif_${motif}`}
          libelle={MOTIFS_DE_PRIORITE[motif].libelle}
          vide="Ne sait pas"
          options={optionsOf(SUITES_MOTIF, LIBELLE_SUITE_MOTIF)}
        />
      ))}
    </>
  );
}

function Emploi({ etat }: Props) {
  return (
    <>
      <Liste
        etat={etat}
        nom="profession"
        libelle="Situation professionnelle"
        vide="Ne sait pas"
        options={optionsOf(SITUATIONS_PROFESSIONNELLES, LIBELLE_PROFESSION)}
      />
      <Champ etat={etat} nom="siret" libelle="SIRET de l’employeur" aide="14 chiffres, sur la fiche de paie." />
      <Tri
        etat={etat}
        nom="plus_de_dix"
        libelle="L’employeur a-t-il plus de 10 salariés ?"
        aide="Au-delà, le salarié du privé peut être logé par Action Logement."
      />
      <Tri etat={etat} nom="court" libelle="Contrat court ou intérim ?" />
      <fieldset class="grand">
        <legend>Mobilité : un logement en quelques jours</legend>
        <Plusieurs
          etat={etat}
          nom="mobilite"
          libelle="Filière rapide"
          options={[
            { code: "mobilite", libelle: "Elle doit déménager pour un emploi" },
            { code: "meuble", libelle: "Elle cherche un meublé" },
          ]}
        />
        <Cote>
          <Champ etat={etat} nom="mobilite_du" libelle="Du" type="date" />
          <Champ etat={etat} nom="mobilite_au" libelle="Au" type="date" />
        </Cote>
      </fieldset>
    </>
  );
}

function Tri(props: { etat: EtatFormulaire; nom: string; libelle: string; aide?: string }) {
  return <Choix {...props} options={optionsOf(TRI, LIBELLE_TRI)} />;
}

export const CHAMPS_SECTION: Readonly<Record<SectionEntretien, (props: Props) => ReturnType<typeof Situation>>> = {
  situation: Situation,
  composition: Composition,
  budget: Budget,
  logement: Logement,
  souhaits: Souhaits,
  priorite: Priorite,
  emploi: Emploi,
};
