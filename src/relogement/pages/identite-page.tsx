import { Champ, Cote, type EtatFormulaire } from "#socle/pages/design/formulaire.tsx";
import { type FormulaireMenageProps, renderFormulaireMenage } from "./menage-formulaire.tsx";

export function renderIdentitePage(props: FormulaireMenageProps): string {
  return renderFormulaireMenage(props, {
    titre: "Nom, contact et composition",
    suite: "identite",
    bouton: "Enregistrer",
    sous: <p>Lu par les personnes qui relogent, jamais par l’EPCI ni par la commission.</p>,
    champs: <ChampsIdentite etat={props.etat} garde />,
  });
}

/** All fields that name persons; the rest of the file has none. */
export function ChampsIdentite({ etat, garde = false }: { etat: EtatFormulaire; garde?: boolean }) {
  return (
    <fieldset class="grand">
      <legend>Les personnes</legend>
      <Cote>
        <Champ etat={etat} nom="nom" libelle="Nom" requis />
        <Champ etat={etat} nom="prenom" libelle="Prénom" requis />
        <Champ etat={etat} nom="porte" libelle="Porte" aide="Comme on la dit dans l’immeuble : « 2-11 »." court />
        <Champ etat={etat} nom="naissance" libelle="Date de naissance du titulaire" type="date" />
        <Champ etat={etat} nom="telephone" libelle="Téléphone" type="tel" />
        <Champ etat={etat} nom="courriel" libelle="Courriel" type="email" />
      </Cote>
      <Cote>
        <Champ etat={etat} nom="adultes" libelle="Adultes" nombre />
        <Champ etat={etat} nom="enfants" libelle="Enfants" nombre />
        <Champ etat={etat} nom="revenu" libelle="Revenu mensuel net du ménage" nombre unite="€" />
        <Champ etat={etat} nom="unites" libelle="Unités de consommation" nombre />
      </Cote>
      <Champ
        etat={etat}
        nom="numero"
        libelle="Numéro unique de demande (SNE)"
        aide={
          garde
            ? "Il n’est gardé que brouillé, et ne s’affiche pas : laissez vide pour garder celui qui est enregistré."
            : "Il n’est gardé que brouillé : il sert à reconnaître le bail dans le fichier du SNE, pour le compter une fois."
        }
      />
    </fieldset>
  );
}
