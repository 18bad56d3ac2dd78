// The time zones there are, by name, and what they have abbreviated their names to since 2000.

/**
 * Zones in groups: after `=`, the abbreviations with the offsets they stand for; then the zones that use them. Any other
 * offset is its own abbreviation (`+03`); `?` marks one that has stood for two. From the time zone database 2025c.
 */
const GROUPS = `
=
Africa/Casablanca Africa/El_Aaiun America/Araguaina America/Argentina/Buenos_Aires
America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba
America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos
America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis America/Argentina/Tucuman
America/Argentina/Ushuaia America/Asuncion America/Bahia America/Belem America/Boa_Vista America/Bogota
America/Buenos_Aires America/Campo_Grande America/Caracas America/Catamarca America/Cayenne America/Cordoba
America/Coyhaique America/Cuiaba America/Eirunepe America/Fortaleza America/Godthab America/Guayaquil
America/Guyana America/Jujuy America/La_Paz America/Lima America/Maceio America/Manaus America/Mendoza
America/Miquelon America/Montevideo America/Noronha America/Nuuk America/Paramaribo America/Porto_Acre
America/Porto_Velho America/Punta_Arenas America/Recife America/Rio_Branco America/Rosario America/Santarem
America/Santiago America/Sao_Paulo America/Scoresbysund Antarctica/Casey Antarctica/Davis
Antarctica/DumontDUrville Antarctica/Mawson Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa
Antarctica/Vostok Asia/Aden Asia/Almaty Asia/Anadyr Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad
Asia/Atyrau Asia/Baghdad Asia/Bahrain Asia/Baku Asia/Bangkok Asia/Barnaul Asia/Bishkek Asia/Brunei
Asia/Chita Asia/Choibalsan Asia/Colombo Asia/Dacca Asia/Dhaka Asia/Dili Asia/Dubai Asia/Dushanbe
Asia/Ho_Chi_Minh Asia/Hovd Asia/Irkutsk Asia/Kabul Asia/Kamchatka Asia/Kashgar Asia/Kathmandu Asia/Katmandu
Asia/Khandyga Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Kuching Asia/Kuwait Asia/Magadan Asia/Muscat
Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk Asia/Oral Asia/Phnom_Penh Asia/Qatar Asia/Qostanay
Asia/Qyzylorda Asia/Rangoon Asia/Riyadh Asia/Saigon Asia/Sakhalin Asia/Samarkand Asia/Singapore
Asia/Srednekolymsk Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Thimbu Asia/Thimphu Asia/Tomsk
Asia/Ulaanbaatar Asia/Ulan_Bator Asia/Urumqi Asia/Ust-Nera Asia/Vientiane Asia/Vladivostok Asia/Yakutsk
Asia/Yangon Asia/Yekaterinburg Asia/Yerevan Atlantic/Azores Atlantic/Cape_Verde Atlantic/South_Georgia
Atlantic/Stanley Australia/Eucla Australia/LHI Australia/Lord_Howe Brazil/Acre Brazil/DeNoronha Brazil/East
Brazil/West Chile/Continental Chile/EasterIsland Etc/GMT+1 Etc/GMT+10 Etc/GMT+11 Etc/GMT+12 Etc/GMT+2
Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT-1 Etc/GMT-10 Etc/GMT-11
Etc/GMT-12 Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 Etc/GMT-4 Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8
Etc/GMT-9 Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk Indian/Chagos Indian/Christmas
Indian/Cocos Indian/Kerguelen Indian/Mahe Indian/Maldives Indian/Mauritius Indian/Reunion Iran Kwajalein
NZ-CHAT Pacific/Apia Pacific/Bougainville Pacific/Chatham Pacific/Chuuk Pacific/Easter Pacific/Efate
Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji Pacific/Funafuti Pacific/Galapagos Pacific/Gambier
Pacific/Guadalcanal Pacific/Kanton Pacific/Kiritimati Pacific/Kosrae Pacific/Kwajalein Pacific/Majuro
Pacific/Marquesas Pacific/Nauru Pacific/Niue Pacific/Norfolk Pacific/Noumea Pacific/Palau Pacific/Pitcairn
Pacific/Pohnpei Pacific/Ponape Pacific/Port_Moresby Pacific/Rarotonga Pacific/Tahiti Pacific/Tarawa
Pacific/Tongatapu Pacific/Truk Pacific/Wake Pacific/Wallis Pacific/Yap Singapore
= ?+00
Antarctica/Troll
= ?+10
Pacific/Guam Pacific/Saipan
= ACST+0930
Australia/Darwin Australia/North
= ACST+0930 ACDT+1030
Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna
= AEST+10
Australia/Brisbane Australia/Lindeman Australia/Queensland
= AEST+10 AEDT+11
Antarctica/Macquarie Australia/ACT Australia/Canberra Australia/Currie Australia/Hobart Australia/Melbourne
Australia/NSW Australia/Sydney Australia/Tasmania Australia/Victoria
= AKST-09 ?-08
America/Metlakatla
= AKST-09 AKDT-08
America/Anchorage America/Juneau America/Nome America/Sitka America/Yakutat US/Alaska
= AST-04
America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Curacao
America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot
America/Martinique America/Montserrat America/Port_of_Spain America/Puerto_Rico America/St_Barthelemy
America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Virgin
= AST-04 ADT-03
America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule Atlantic/Bermuda
Canada/Atlantic
= AWST+08 AWDT+09
Australia/Perth Australia/West
= CAT+02
Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka
Africa/Maputo
= CAT+02 EAT+03
Africa/Juba Africa/Khartoum
= CET+01
Africa/Algiers
= CET+01 ?+02
Africa/Tripoli Libya
= CET+01 CEST+02
Africa/Ceuta Africa/Tunis Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra
Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen
Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta
Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino
Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna
Europe/Warsaw Europe/Zagreb Europe/Zurich MET Poland
= CST+08
Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC ROC
= CST-05 CDT-04
America/Havana Cuba
= CST-06
America/Belize America/Costa_Rica America/El_Salvador America/Regina America/Swift_Current
Canada/Saskatchewan
= CST-06 ?-05
America/Cancun America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Rankin_Inlet
America/Resolute US/Indiana-Starke
= CST-06 ?-05 EDT-04
America/Indiana/Petersburg America/Indiana/Vincennes America/Indiana/Winamac America/Iqaluit
America/Kentucky/Monticello America/Pangnirtung
= CST-06 CDT-05
America/Chicago America/Guatemala America/Managua America/Matamoros America/Menominee America/Merida
America/Mexico_City America/Monterrey America/North_Dakota/Center America/Rainy_River America/Tegucigalpa
America/Winnipeg CST6CDT Canada/Central Mexico/General US/Central
= EAT+03
Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala
Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte
= EET+02 ?+03
Asia/Amman Asia/Damascus Asia/Famagusta Asia/Istanbul Europe/Istanbul Europe/Kaliningrad Europe/Minsk Turkey
= EET+02 ?+03 MSK+04
Europe/Simferopol
= EET+02 EEST+03
Africa/Cairo Asia/Beirut Asia/Gaza Asia/Hebron Asia/Nicosia EET Egypt Europe/Athens Europe/Bucharest
Europe/Chisinau Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Mariehamn Europe/Nicosia Europe/Riga
Europe/Sofia Europe/Tallinn Europe/Tiraspol Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye
= EST-05
America/Atikokan America/Cayman America/Coral_Harbour America/Jamaica America/Panama EST Jamaica
= EST-05 ?-04
America/Grand_Turk
= EST-05 AST-04
America/Santo_Domingo
= EST-05 EDT-04
America/Detroit America/Fort_Wayne America/Indiana/Indianapolis America/Indiana/Marengo
America/Indiana/Vevay America/Indianapolis America/Kentucky/Louisville America/Louisville America/Montreal
America/Nassau America/New_York America/Nipigon America/Port-au-Prince America/Thunder_Bay America/Toronto
Canada/Eastern EST5EDT US/East-Indiana US/Eastern US/Michigan
= GMT+00
Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar
Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu
America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0
Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland
= GMT+00 BST+01
Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire
= GMT+00 IST+01
Eire Europe/Dublin
= GMT+00 WAT+01
Africa/Sao_Tome
= HKT+08
Asia/Hong_Kong Hongkong
= HST-10
HST Pacific/Honolulu Pacific/Johnston US/Hawaii
= HST-10 HDT-09
America/Adak America/Atka US/Aleutian
= IST+02 IDT+03
Asia/Jerusalem Asia/Tel_Aviv Israel
= IST+0530
Asia/Calcutta Asia/Kolkata
= JST+09
Asia/Tokyo Japan
= KST+0830 KST+09
Asia/Pyongyang
= KST+09
Asia/Seoul ROK
= MSK+03 ?+04
Europe/Volgograd
= MSK+03 ?+04
Europe/Kirov Europe/Moscow W-SU
= MST-07
America/Creston America/Dawson_Creek America/Hermosillo America/Phoenix MST US/Arizona
= MST-07 ?-06
America/Chihuahua America/Ciudad_Juarez
= MST-07 ?-06 ?-05
America/Cambridge_Bay
= MST-07 ?-06 CDT-05
America/Bahia_Banderas America/North_Dakota/Beulah America/North_Dakota/New_Salem America/Ojinaga
= MST-07 MDT-06
America/Boise America/Denver America/Edmonton America/Inuvik America/Mazatlan America/Shiprock
America/Yellowknife Canada/Mountain MST7MDT Mexico/BajaSur Navajo US/Mountain
= NST-0330 NDT-0230
America/St_Johns Canada/Newfoundland
= NZST+12 NZDT+13
Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland
= PKT+05 PKST+06
Asia/Karachi
= PST+08
Asia/Manila
= PST-08 ?-07
America/Dawson America/Fort_Nelson America/Whitehorse Canada/Yukon
= PST-08 PDT-07
America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver Canada/Pacific
Mexico/BajaNorte PST8PDT US/Pacific
= SAST+02
Africa/Johannesburg Africa/Maseru Africa/Mbabane
= SST-11
Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa
= UTC+00
Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu
= WAT+01
Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda
Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo
= WAT+01 CAT+02
Africa/Windhoek
= WET+00 WEST+01
Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal WET
= WIB+07
Asia/Jakarta Asia/Pontianak
= WIT+09
Asia/Jayapura
= WITA+08
Asia/Makassar Asia/Ujung_Pandang
`;

/** Abbreviations of one zone by offset in seconds; undefined where there has been more than one. */
export type Abbreviations = ReadonlyMap<number, string | undefined>;

let table: ReadonlyMap<string, Abbreviations> | undefined;

/** @returns what the zone's abbreviations are; undefined where there is no zone of that name (which counts by case) */
export function findZone(name: string): Abbreviations | undefined {
  table ??= readGroups();
  return table.get(name);
}

function readGroups(): ReadonlyMap<string, Abbreviations> {
  const zones = new Map<string, Abbreviations>();
  let abbreviations: Abbreviations = new Map();
  for (const line of GROUPS.trim().split('\n')) {
    if (line.startsWith('=')) abbreviations = readAbbreviations(line.slice(1).trim());
    else for (const zone of line.split(' ')) zones.set(zone, abbreviations);
  }
  return zones;
}

function readAbbreviations(text: string): Abbreviations {
  return new Map(
    [...text.matchAll(/([A-Za-z?]+)([+-])(\d\d)(\d\d)?/g)].map(
      ([, name = '', sign, hours, minutes = '0']) => {
        const seconds = (Number(hours) * 60 + Number(minutes)) * 60;
        return [sign === '-' ? -seconds : seconds, name === '?' ? undefined : name] as const;
      },
    ),
  );
}
