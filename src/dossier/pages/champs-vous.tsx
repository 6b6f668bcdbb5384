import { Champ, Choix, type EtatFormulaire, Liste, optionsOf, Plusieurs } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { LIBELLE_SITUATION } from "../regles/libelles-reponses.ts";
import { SITUATIONS_FAMILIALES } from "../regles/reponses.ts";
import type { LieuEtapes } from "./chemins.ts";
import { type ContexteChamps, JE_NE_SAIS_PAS, OUI_NON, OUI_NON_SAIS_PAS } from "./contexte-champs.ts";

type Props = { readonly etat: EtatFormulaire; readonly contexte: ContexteChamps };

export function ChampsIdentite({ etat, contexte }: Props) {
  return (
    <>
      {contexte.enregistree ? (
        <p class="message">Votre nom et votre date de naissance sont enregistrés. Le guichet seul peut les corriger.</p>
      ) : null}
      {contexte.franceConnect && !contexte.enregistree ? (
        <p class="message">Nom, prénoms et date de naissance viennent de FranceConnect. Corrigez-les s’il le faut.</p>
      ) : null}
      <Choix
        etat={etat}
        nom="civilite"
        libelle="Civilité"
        options={[
          { code: "madame", libelle: "Madame" },
          { code: "monsieur", libelle: "Monsieur" },
        ]}
      />
      <Champ
        etat={etat}
        nom="nom"
        libelle="Nom de naissance"
        requis
        remplissage="family-name"
        aide="Comme sur votre pièce d’identité."
      />
      <Champ etat={etat} nom="nom_usage" libelle="Nom d’usage" aide="Par exemple votre nom d’épouse ou d’époux." />
      <Champ etat={etat} nom="prenom" libelle="Prénom" requis remplissage="given-name" />
      <Champ etat={etat} nom="naissance" libelle="Date de naissance" requis type="date" remplissage="bday" />
    </>
  );
}

/** Once the demande is sent, the household asks for the change and its former address agrees first. */
function ChangerContact({ epci, guichet }: LieuEtapes) {
  if (guichet !== null) {
    return <p>Le téléphone et le courriel se changent par le demandeur, avec son code, dans « Mes coordonnées ».</p>;
  }
  return (
    <p>
      <a href={hrefDemande(epci, "coordonnees")}>Changer mon téléphone ou mon courriel</a>
    </p>
  );
}

export function ChampsJoindre({ etat, contexte }: Props) {
  return (
    <>
      <p>Un seul moyen suffit. Plusieurs, c’est plus sûr.</p>
      {contexte.deposee ? (
        <ChangerContact {...contexte} />
      ) : (
        <>
          <Champ
            etat={etat}
            nom="telephone"
            libelle="Téléphone"
            remplissage="tel"
            type="tel"
            aide="Par exemple : 06 12 34 56 78."
          />
          <Champ
            etat={etat}
            nom="courriel"
            libelle="Courriel"
            remplissage="email"
            type="email"
            aide="Par exemple : nom@exemple.fr."
          />
        </>
      )}
      <Champ
        etat={etat}
        nom="adresse"
        libelle="Adresse où vous écrire"
        remplissage="street-address"
        aide="Numéro, rue, et code postal si vous habitez ailleurs."
      />
      <Liste
        etat={etat}
        nom="adresse_commune"
        libelle="Commune de cette adresse"
        vide="Une autre commune"
        options={contexte.communes}
      />
      <Plusieurs
        etat={etat}
        nom="accords"
        libelle="Nous pouvons vous prévenir"
        aide="Nos messages ne disent rien de vous : ils donnent un lien."
        options={[
          { code: "courriel", libelle: "par courriel" },
          { code: "sms", libelle: "par SMS" },
        ]}
      />
    </>
  );
}

export function ChampsSituation({ etat }: Props) {
  return (
    <Choix
      etat={etat}
      nom="situation"
      libelle="Choisissez une réponse"
      options={[...optionsOf(SITUATIONS_FAMILIALES, LIBELLE_SITUATION), JE_NE_SAIS_PAS]}
    />
  );
}

export function ChampsNationalite({ etat }: Props) {
  return (
    <Choix
      etat={etat}
      nom="nationalite"
      libelle="Choisissez une réponse"
      options={[
        { code: "francaise", libelle: "Française" },
        { code: "union-europeenne", libelle: "D’un autre pays de l’Union européenne" },
        { code: "hors-union", libelle: "D’un autre pays" },
        { code: "inconnue", libelle: "Je préfère ne pas le dire" },
      ]}
    />
  );
}

export function ChampsHandicap({ etat }: Props) {
  return (
    <>
      <Choix
        etat={etat}
        nom="handicap"
        libelle="Une personne du foyer a un handicap reconnu"
        aide="Carte « invalidité », ou allocation pour adulte ou enfant handicapé."
        options={[...OUI_NON, { code: "inconnu", libelle: "Je préfère ne pas le dire" }]}
      />
      <Champ etat={etat} nom="personnes" libelle="Si oui : combien de personnes" nombre court />
      <Choix etat={etat} nom="fauteuil" libelle="Quelqu’un se déplace en fauteuil roulant" options={OUI_NON_SAIS_PAS} />
      <Choix etat={etat} nom="accessible" libelle="Il faut un logement adapté" options={OUI_NON_SAIS_PAS} />
      <Plusieurs
        etat={etat}
        nom="motifs"
        libelle="Vous cherchez un logement pour cela"
        options={[
          { code: "07", libelle: "à cause d’un handicap" },
          { code: "08", libelle: "pour une raison de santé" },
        ]}
      />
    </>
  );
}

export function ChampsViolences({ etat }: Props) {
  return (
    <>
      <p class="message alerte">
        En danger maintenant ? Appelez le <a href="tel:17">17</a>. Pour parler : <a href="tel:3919">39 19</a>, gratuit
        et anonyme.
      </p>
      <Choix
        etat={etat}
        nom="violences"
        libelle="Dans votre couple, votre famille ou votre logement"
        options={[...OUI_NON, { code: "inconnu", libelle: "Je préfère ne pas le dire" }]}
      />
    </>
  );
}

export function ChampsDalo({ etat }: Props) {
  return (
    <Choix
      etat={etat}
      nom="dalo"
      libelle="Le droit au logement opposable (DALO)"
      aide="Une commission du département peut dire que votre demande est urgente."
      options={[
        { code: "reconnu", libelle: "Oui, la commission m’a reconnu prioritaire" },
        { code: "en-cours", libelle: "J’attends sa réponse" },
        { code: "non", libelle: "Non" },
        { code: "inconnu", libelle: "Je ne sais pas, ou je préfère ne pas le dire" },
      ]}
    />
  );
}
