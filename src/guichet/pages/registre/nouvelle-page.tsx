import { CHEMIN_DEMANDES, CHEMIN_NOUVELLE } from "#dossier/pages/registre/chemins.ts";
import { LIBELLE_MODE, LIBELLE_TYPOLOGIE_CHERCHEE } from "#dossier/regles/libelles-reponses.ts";
import { MODES_LOGEMENT, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  Plusieurs,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";

export type NouvellePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  readonly guichets: readonly OptionListe[];
  readonly communes: readonly OptionListe[];
};

/** Form of the answers needed to register a person at the desk (CCH, art. R. 441-2-3). */
export function renderNouvellePage({ cadre, epci, etat, guichets, communes }: NouvellePageProps): string {
  return renderPageFormulaire({
    cadre,
    epci,
    titre: "Ouvrir une demande au guichet",
    bouton: "Ouvrir la demande",
    ...etat,
    chemin: CHEMIN_NOUVELLE,
    retour: { chemin: CHEMIN_DEMANDES, libelle: "Toutes les demandes" },
    sous: (
      <p>Le strict nécessaire pour enregistrer. Le reste se complète ensuite, ici avec la personne, ou chez elle.</p>
    ),
    children: (
      <>
        {guichets.length > 1 ? (
          <Liste etat={etat} nom="guichet" libelle="Guichet" requis options={guichets} />
        ) : (
          <input type="hidden" name="guichet" value={guichets[0]?.code ?? ""} />
        )}
        <Choix
          etat={etat}
          nom="civilite"
          libelle="Civilité"
          requis
          options={[
            { code: "madame", libelle: "Madame" },
            { code: "monsieur", libelle: "Monsieur" },
          ]}
        />
        <Cote>
          <Champ etat={etat} nom="nom" libelle="Nom de naissance" requis />
          <Champ etat={etat} nom="prenom" libelle="Prénom" requis />
        </Cote>
        <Cote>
          <Champ etat={etat} nom="nom_usage" libelle="Nom d’usage" />
          <Champ etat={etat} nom="naissance" libelle="Date de naissance" type="date" requis />
        </Cote>
        <Cote>
          <Champ etat={etat} nom="telephone" libelle="Téléphone" type="tel" />
          <Champ etat={etat} nom="courriel" libelle="Courriel" type="email" />
        </Cote>
        <Champ etat={etat} nom="adresse" libelle="Adresse où écrire" />
        <Plusieurs
          etat={etat}
          nom="accords"
          libelle="Accepte d’être prévenu par"
          options={[
            { code: "courriel", libelle: "Courriel" },
            { code: "sms", libelle: "SMS" },
          ]}
        />
        <Cote>
          <Champ etat={etat} nom="personnes" libelle="Personnes à loger" nombre requis />
          <Champ
            etat={etat}
            nom="revenu"
            libelle="Revenus du ménage par mois"
            aide="Sans les aides au logement. Vide si ce n’est pas connu."
            nombre
            unite="€"
          />
        </Cote>
        <Cote>
          <Liste
            etat={etat}
            nom="typologie"
            libelle="Logement cherché"
            vide="Pas encore connu"
            options={TYPOLOGIES.map((code) => ({ code, libelle: LIBELLE_TYPOLOGIE_CHERCHEE[code] }))}
          />
          <Liste
            etat={etat}
            nom="logement"
            libelle="Logement actuel"
            aide="Un locataire d’un logement social demande une mutation."
            vide="Pas encore connu"
            options={optionsOf(MODES_LOGEMENT, LIBELLE_MODE)}
          />
        </Cote>
        {[1, 2, 3].map((rang) => (
          <Liste
            etat={etat}
            nom={`commune_${rang}`}
            libelle={`Commune souhaitée, choix ${rang}`}
            vide={rang === 1 ? "Choisir…" : "Aucune autre"}
            options={communes}
          />
        ))}
      </>
    ),
  });
}
