/** What English-speaking customers write. Written by hand; `npm run bench:exceptions` tells how good it is. */
import { type Signal, signals } from "#worker/local-ai/exceptions/signal";

/** Words that would be signals, in company in which they are none. */
export const HARMLESS_ENGLISH: readonly RegExp[] = [
  /\blegal[- ](size|pad|paper|envelope|length)\w*/g,
  /\b(tennis|basketball|squash|badminton|food|court) (court|shoe|heel)s?\b/g,
  /\bcourt shoes?\b/g,
  /\b(killer|insane|ridiculous(ly)?|crazy|stupid(ly)?|criminal(ly)?|illegal(ly)?) (deal|price|good|cheap|cute|low|comfy|soft|beautiful|pretty|happy|tasty|delicious|fast|bargain|value)s?\b/g,
  /\b(police|lawyer|attorney|judge|court) (car|toy|costume|badge|mug|gift|puzzle|set|hat|lego|figure|jumper|onesie|box|dress|officer figure)s?\b/g,
  /\b(gift|present|mug|card|something|bag|briefcase) for (my|a|our) (\w+ )?(lawyer|solicitor|attorney|judge)\b/g,
  /\b(cancel|use|change|edit) (my )?(report|story)\b/g,
  /\bpress (the |and |down |on |here|stud|fit|release button)\w*/g,
  /\b(french|coffee|garlic|trouser|flower) press\b/g,
  /\bsick (design|colou?r|trainer|sneaker|shoe|jacket|kick|beat)s?\b/g,
  /\b(mad|crazy) (about|for|in love)\b/g,
  /\b(not|isn't|wasn't|no longer|never) (at all )?(angry|mad|furious|upset|cross)\b/g,
  /\bno (lawyer|legal|police)\w*( \w+)? (needed|necessary|required)\b/g,
  /\b(just|only) (joking|kidding)\b[^.!?]*/g,
  /\bdying (to|for)\b/g,
  /\b(criminally|insanely|stupidly|ridiculously|sinfully|dangerously|disgustingly) (good|cheap|cute|delicious|soft|comfy|tasty|pretty|easy)\b/g,
  /\bpress[- ]on\b/g,
  /["“][^"”]{1,24}["”] (name|necklace|print|poster|mug|book|game|edition|shirt)s?\b/g,
  /\b(smoke|burning|burns?) (grey|gray|candle|incense|colou?r|cds?|calories)\b/g,
];

export const ENGLISH: readonly Signal[] = [
  ...signals(
    "anger",
    "insult",
    [
      /\b(idiots?|morons?|imbeciles?|clowns?|clueless|incompetent|incompetence|useless|pathetic|joke of a (company|shop|store|service)|bunch of|numpt(y|ies)|muppets?|jokers|amateurs|bloody|f\W?\W?k(ing)?|fuck\w*|wtf|bullshit|bs|crap|crappy|shit\w*|a\*\*|arse|damn|(rubbish|garbage|trash) (service|company|shop|store|support|app|website|site|product|quality)|(absolute|total|complete|utter) (joke|shambles|disgrace|farce|trash|garbage|rubbish)|parody|thick or (what|something)|brain(less| dead)?|(plastic|pure|just|utter|absolute) (trash|garbage|rubbish|junk)|the lot of you|lot of (you|them)|two[- ]faced|spineless|heartless|cowboys)\b/,
      /\b(disgusting|disgusted|outrageous|disgraceful|a disgrace|appalling|appalled|atrocious|shambolic|laughable|insulting|contempt(uous)?|despicable|unforgivable|inexcusable|scandalous|a farce|a circus)\b/,
      /\b(are|is) you(r team)? (stupid|dumb|deaf|blind|brainless|asleep|kidding me|serious(ly)?\?)/,
      /\b(you people|you lot|shame on you|how dare you|you should be ashamed|are you (kidding|joking|having a laugh|taking the (mick|piss)))\b/,
      /\b(worst|most (useless|incompetent|terrible|awful)) (\w+ )?(service|shop|store|company|support|experience|seller|customer (service|care)|website|people)\b/,
    ],
    [
      /\b(terrible|horrible|awful|shocking|shambles|dreadful|ridiculous|absurd|unbelievable|unacceptable|a joke|stupid|nonsense|third[- ]rate|rude|arrogant|lazy)\b/,
    ],
  ),
  ...signals(
    "anger",
    "fed_up",
    [
      /\b(fed up|sick (and tired|of)|had enough|had it (up to here|with)|at my wits'? end|done with (you|this|your)|(lost|losing|run out of|out of) (all |my )?patience|beyond (angry|annoyed|frustrated|a joke)|furious|livid|fuming|seething|enraged|infuriat\w+|pissed( off)?|i'?m (so |really |very |extremely |absolutely )?(angry|mad)|makes? (me|my) (blood boil|so angry)|blood is boiling|steaming|enough is enough|last straw|boiling point|do one|get lost|go to hell)\b/,
      /\b(how many (more )?times (do|must|have) i|(third|fourth|fifth|sixth|tenth|umpteenth|3rd|4th|5th|6th|hundredth) (time|email|message|call)|for the (last|hundredth|millionth) time|(stop|quit) (copy|past|fobbing|ignoring|lying|wasting)\w*|wast(e|ed|ing) (of )?(my |everyone's )?time|copy[- ]?pasted?|(hope|trust) you('re| are) (all )?(proud|happy|pleased|enjoying)|(slow clap|bravo|well done|congratulations|congrats),? (on|for|you|to)|slow clap|thanks for (nothing|ruining|wasting|lying|destroying)|ruin(ed|ing) (my|our|his|her|the) |how (hard|difficult) (is it|can it be)|(don't|do not) you dare|keep laughing|hung up on|wouldn't (feed|trust|wish|recommend)|how you treat|treat(s|ing|ed)? (people|customers|us|me) like|did you walk it|i'll wait, shall i|shall i\?|talking to (a )?(wall|brick|robot)|like talking to|do you even (read|care)|(does|did) (anyone|anybody|somebody) (\w+ ){0,2}(work|read|test|check|care|think|listen)|is anyone (even )?(awake|alive)|answer me)\b/,
      /\b(oh|ah|wow),? (brilliant|great|wonderful|fantastic|lovely|marvellous|super|perfect)[,.!] (another|more|yet|still|so|a|the|now) /,
    ],
    [
      /\b(angry|annoyed|frustrat\w+|still (nothing|no (reply|answer|response|refund))|again and again|yet again|ignored|ignoring me|fobbed off|passed around|excuses|excuse after excuse|every single time|nobody (cares|answers|replies)|not good enough|no one (cares|answers|replies))\b/,
    ],
  ),
  ...signals("anger", "distrust", [
    /\b(scam\w*|fraud(sters?|ulent)?|thie(f|ves)|thieving|stealing|stole|robb(ed|ery|ers?|ing)|rip[- ]?off|ripped (me )?off|con (artists?|men)|conned|crooks?|liars?|lied|lying( to)?|cheat(s|ed|ers?|ing)?|swindl\w+|daylight robbery|dishonest|deceiv\w+|pack of lies|shady|took my money and)\b/,
  ]),
  ...signals("anger", "bad_review", [
    /\b((one|1|zero|0)[- ]?stars?|(leave|leaving|write|writing|post|posting|give|giving) (you )?(a |the )?(\w+ )?(bad|negative|terrible|honest|scathing|damning|1|one|zero)[- ]?(star )?(review|rating|feedback)s?|trustpilot|(tell|telling|warn|warning|let) (everyone|everybody|all my (friends|followers)|people|others|the (whole )?world)|(everyone|everybody) (\w+ ){0,5}(will|going to|gonna) (hear|know|read|see)|(group|followers|subscribers|members) (\w+ ){0,4}(hear|know|see|read)|name and shame|(all over|on every|across) (social media|twitter|tiktok|facebook|instagram|reddit)|screenshots? (will|are going)|review (will|is going to) (be|reflect))\b/,
  ]),
  ...signals(
    "anger",
    "ultimatum",
    [
      /\b(never (again|buy\w*|order\w*|shop\w*|us(e|ing)|spend\w*|com(e|ing) back)|(lost|losing) (a|me as a|a loyal|another) customer|last (time|order|penny|purchase) (i|you|from)|not (getting|see(ing)?) another (penny|cent|pound|dollar|rupee)|taking my (business|money|custom) elsewhere|(get|give) me (a|your|the|somebody|someone) (manager|supervisor)|(speak|talk) to (a|your|the) (manager|supervisor) (now|right now|immediately|today|or)|(fix|sort|solve|resolve) (this|it) (now|today|immediately|right now)\W|this is (your|the) (last|final) (chance|warning)|or else|don't bother (reply|answer|apolog)\w*|save (your|the) (apolog|sorry|excuse)\w*|(close|delete) my account (now|immediately|and))\b/,
    ],
    [
      /\b(right now|immediately|this instant|demand|today or|refund me now|give me my money( back)?|want my money back)\b/,
    ],
  ),
  ...signals("legal", "lawyer", [
    /\b(lawyers?|solicitors?|attorneys?|barristers?|legal(ly)? (action|advice|team|proceedings|counsel|rights?|notice|claim|steps|route|remed\w+|obligation|department|recourse|letter|channels?|means|grounds|redress|fees|aid|duty|requirement|guarantee|entitle\w*)|legally (obliged|required|bound|entitled|binding)|(will|to|gonna|and|or|i'll|i) sue|sue (you|them|your|the|for|this)|suing|(front of|before|tell it to|explain it to|to) (a|the) judge|(what |as )?the law (says|requires|is)|lawsuit|litigation|(small claims|county|consumer|civil|high) (court|forum|tribunal|track)|take (you|this|the matter|it|the shop|the seller) to (the )?(court|tribunal|consumer)|(see|hear from) (you|me|us|my) (in court|lawyer|solicitor)|in court|court (order|action|proceedings|claim|case|date)|letter before (action|claim)|class action|my (legal|statutory) rights|under (the )?(consumer|sale of goods|statut)\w*|consumer (rights|protection|contracts) act|section 75|breach of (contract|the law)|against the law|illegal(ly)?|unlawful|damages|tribunal|magna carta|law(yer)?ing up|ombudsman|arbitration|affidavit|cease and desist|statutory)\b/,
  ]),
  ...signals("legal", "authority", [
    /\b(trading standards|consumer (affairs|protection|forum|court|helpline|authority|council|agency|commission|watchdog|association)|citizens advice|attorney general|better business bureau|\bbbb\b|ftc|fca|accc|ombuds\w+|action fraud|police|crime reference|report(ed|ing)? (you|this|it|the shop|your (shop|company|store)) to|cyber ?crime|fir\b|chargeback|charge back|dispute (it |this |the (charge|payment|transaction) )?(with|through) (my )?(bank|card|paypal|amex|visa)|regulator|watchdog|asa\b|cma\b|customs office|competition authority|12315|tax (office|authorities))\b/,
  ]),
  ...signals("legal", "press", [
    /\b(journalist|reporter|newspaper|the (press|media|news)\b|local (news|paper|radio|tv)|national (news|press)|consumer (programme|program|show|column)|watchdog programme|(bbc|itv|cnn|ndtv|which\?) (watchdog|news|investigat)\w*|go(ing)? (to the )?(press|media|public)|tv (station|channel|crew))\b/,
  ]),
  ...signals("legal", "compensation", [
    /\b((demand|claim|want|seek|expect|owe(d)?|entitled to|pay( me)?|pursue)\w* (\w+ ){0,3}(compensation|damages)|compensation (claim|for (the )?(injury|damage|distress))|three times the (price|amount)|treble|counterfeits?|fakes\b|(is|was|are|it's|sold me a|a) fake|fake (goods|product|brand|item|\w+ (bag|shoes|watch))s?|knock[- ]?offs?)\b/,
  ]),
  ...signals("legal", "injury", [
    /\b(injur(y|ed|ies)|hospital\w*|a ?& ?e\b|emergency room|er visit|doctor|gp\b|stitches|burn(t|ed|s) (my|his|her|our|me|the (table|carpet|kitchen|floor|child))|(caught|catch(ing)?) fire|on fire|exploded|explosion|electr(ic shock|ocuted)|shock(ed)? (me|my)|allergic reaction|anaphyla\w+|rash|chok(ed|ing)|food poisoning|poison(ed|ing)|cut (my|his|her) (hand|finger|lip|mouth|face|foot)|blister(s|ed)?|liab(le|ility)|chipped (my )?tooth|concussion|bleed(ing)?|bled)\b/,
  ]),
  ...signals("legal", "data_protection", [
    /\b(gdpr|data (protection|breach|privacy|subject)|personal (data|information) (\w+ ){0,3}(leak|sold|share|delet|erase|expos|without)\w*|(delete|erase|remove) (all )?(of )?my (personal )?(data|information|details)|right to (be forgotten|erasure|access)|subject access|\b(d?sar)\b|ico\b|ccpa|privacy (law|regulator|commissioner|violation|breach)|leaked my|sold my (data|email|number|details)|without my consent|dpo\b)\b/,
  ]),
  ...signals("cross_department", "finance", [
    /\b((corrected|wrong|incorrect|revised|amended|pro ?forma) (invoice|receipt)s?|invoice\W (?:.{0,40})?(wrong|correct(ed|ion)|amend|reissue|mistake|error|missing (the )?(vat|company|tax))\w*|invoice (\w+ ){0,5}(wrong|correct|amend|reissue|mistake|error|misspel|incorrect)\w*|(wrong|old|incorrect|misspel\w+|spell\w*) .{0,30}invoice|(accountant|bookkeeper|auditor|tax (adviser|advisor|office)|our finance|payroll)|(reissue|correct|amend|revise|fix)\w* (\w+ ){0,3}invoices?|credit note|purchase order|\bpo number|accounts? (payable|department|receivable|team)|finance (team|department)|accounting|remittance|bank (says|said|has|hasn't|cannot|can't|confirms?|confirmed|shows?|statement|never|tells|insists)|refund (\w+ ){0,6}(stuck|bank|never (arrived|reached)|bounced|wrong (card|account)|closed (card|account)|old card|expired card|pending for|rejected|returned)|(charged|debited|billed) (\w+ ){0,3}(twice|double|two times|3 times|three times|again|extra)|double[- ]?(charge|charged|billed|payment)|duplicate (charge|payment|debit)|direct debit|iban|wire transfer|reconcil\w+|w-?9|withholding|statement of account|payment terms|net 30|chased by accounts)\b/,
  ]),
  ...signals("cross_department", "warehouse", [
    /\b(sent my (parcel|package|order) to|(lost|missing|stolen|vanished|disappeared) (\w+ )?(parcel|package|shipment|box|pallet|consignment)|(parcel|package|shipment|tracking|consignment) (\w+ ){0,5}(lost|missing|stuck|stopped|frozen|vanished|hasn't moved|not moved|no movement|no update|stalled|disappeared|sitting|looping|circles)|tracking (\w+ ){0,4}(hasn't|has not|not|stopped|no)|hasn't (moved|been scanned|updated)|not (moved|scanned|updated) (since|for|in)|(open|start|raise|launch|begin|file) (an? )?(investigation|trace|claim with the courier|lost parcel claim)|trace (the|my|this) (parcel|package|shipment)|courier (claims|says|lost|left|dumped|insists|marked)|(warehouse|depot|dispatch team|logistics|fulfil\w*|sorting (centre|center|hub)|distribution (centre|center)|customs (hold|clearance))|(someone else'?s|another customer'?s|wrong person'?s|neighbour'?s|stranger'?s) (order|parcel|package|address|items?|name|label)|(packed|picked|shipped|sent|packing) (\w+ ){0,3}(wrong|incorrect|empty)|empty (box|parcel|package|envelope)|box (was|came|arrived) empty|proof of delivery|pod\b|photo of (the )?delivery|signed (for )?by (someone|somebody|a person|nobody)|(label|address) (on the (box|parcel) )?(was|is|belongs) (for )?(someone|somebody|another))\b/,
  ]),
  ...signals("cross_department", "technical", [
    /\b((website|site|app|page|system|gift card balance|saved cards?|wish ?list|points|checkout|account|login|log ?in|sign ?in|password (reset|link)|basket|cart|search|api|webhook|otp|verification code|payment page|discount code field|filter|button|qr code|form|link|two[- ]factor|captcha|email (link|verification)) (\w+ ){0,5}(eaten|ate|lost|gone|vanish\w*|disappear\w*|shows? (zero|nothing|prices|someone|somebody|the wrong)|wrong currency|crash\w*|broken|bug\w*|error|down|freez\w*|frozen|fail\w*|loop\w*|blank|white screen|not work\w*|won't (load|open|let|work|accept|go)|doesn't (load|open|work|let|respond)|isn't (working|loading)|keeps? (\w+ )?(crash|log|load|spin|reload|ask|throw|show|emptying)\w*|never (arrives|loads|comes)|times? out|hang\w*|spin\w*|glitch\w*|locked|hacked|dead|invalid|expired|empties|404|500|503|does nothing)|(unknown|strange|weird) error|error (code|message|500|404|503|\d+)|(bug|glitch|crash(es|ed|ing)?|hacked|locked out|white screen|stack trace|sso)\b|can'?t (log|sign) ?in|cannot (log|sign) ?in|(someone|somebody) (\w+ ){0,2}(got into|accessed|logged into|used) my account|technical (team|support|issue|fault|problem|department)|developer(s)?|it (team|department)|your engineers?)\b/,
  ]),
  ...signals("cross_department", "quality", [
    /\b(product safety|(someone|somebody|people|team) in quality|(quality|safety|qa|lab) (team|department|control|issue|report|concern|certificate|test|people|manager)s?|manufactur\w+ (issue|fault|defect|problem|error)|(all|both|each|three|several|every one) (of (them|the|our) )?.{0,30}(leak|crack|fail|broke|peel)\w*|paint .{0,20}(flak|peel|chip|com)\w*|(piece|bit|shard|splinter)s? of (metal|glass|plastic|wood)|that batch|(check|pull|recall) (that|the|this) (batch|lot|line)|(recall|batch|lot) (number|code|notice|of)|product recall|whole batch|same (fault|defect|batch)|defect(ive)? (batch|in (every|all|both))|(mould|mold|maggot|insect|bug|worm|glass|metal|plastic|hair|larva)\w* (in|inside) (the|my|our) (tea|jar|food|cup|packet|box|bottle|tin|bag|product|powder|sauce)|(lead|cadmium|bpa|toxic|heavy metal|asbestos|formaldehyde)\b|smells? (of|like) (chemical|burn|plastic|solvent|gas|petrol)\w*|overheat\w*|spark(s|ed|ing)?|melt(ed|ing)|batter(y|ies) (\w+ ){0,2}(swell|swollen|bulg|leak|hot)\w*|certificate of (conformity|analysis|authenticity)|safety (data sheet|standard)|food grade (certificate|test)|expired (product|tea|food|goods|stock)|past (its|the|their) (best|use|sell)[- ]?(before|by)?|glaze (\w+ ){0,3}(flak|peel|chip|com)\w*)\b/,
  ]),
  ...signals("cross_department", "partnership", [
    /\b(wholesale|resell(er|ing)?|distributor|distribution (rights|agreement|partner)|stockists?|(become|be) (a|an|your) (partner|affiliate|ambassador|supplier|stockist|dealer)|partnerships?|collab(oration|orate|s)?|influencer|sponsor(ship|ing)?|affiliate|press (enquiry|inquiry|kit|release|request|sample|office|officer|contact)|(i write|writing|a piece|an article) for (a|the|our|my)|magazine|podcast|product photos|with our .{0,20}logo|our (charity|company|school|club|team)('s)? (logo|name)|our logo|media (enquiry|inquiry|kit|request)|interview (you|your|the|with)|article about|feature (you|your|in our)|(job|vacanc|career|internship|recruit|hiring|hr\b|apply (for|to)|cv\b|résumé|applied for)\w*|bulk (order|purchas\w+|pric\w+|discount|quantit\w+)s?|(\d{2,}|hundreds?|thousands?) (of )?(units|pieces|sets|pcs|mugs|gift boxes|hampers|teapots|cups)|corporate (gift|order|account)s?|private label|white label|oem\b|franchise|trade (account|price|discount)s?|supplier|buyer for|purchasing (manager|department)|former employee|reference letter|payslip|marketing (team|department)|license your|event (team|planner))\b/,
  ]),
];
