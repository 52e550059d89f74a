/** What customers who write English ask the demo shop, and how it answers. See `script.ts` for the notation. */
import type { Scene } from "./script.ts";

export const SCENES_EN: readonly Scene[] = [
  {
    topic: "track-order",
    order: ["shipped"],
    script: `
c Hi, could you tell me where my parcel is? The order is {order}. | Hello! {order} was sent days ago and the tracking has not moved since. | Good morning, I am waiting for {order}. Is it still on its way?
a Good to hear from you, {name}. One moment, I am looking at the carrier's page. | Hello {name}, let me see where it is.
a It left the sorting centre this morning and should be with you tomorrow before six. | It is in your town already and on tomorrow's round.
c Great, I will be at home then. | Perfect, that is soon enough.
a I will keep an eye on it. Write to us if it is not there by the evening. | Glad to hear it. Enjoy the {product}!
c Thank you! | Thanks a lot.`,
  },
  {
    topic: "damaged",
    order: ["delivered", "return_requested"],
    team: "after-sales",
    script: `
c My order {order} came today and the {product} has a crack right through it. | Bad news: the {product} from {order} arrived broken.
c The box outside looks fine, so I suppose it was packed like that. | It was well wrapped, I do not know how it happened.
a I am sorry, {name}, that is not how it should reach you. Would you like a new one or your money back?
c A new one please, it is a birthday present for Sunday. | A replacement would be lovely, if it is not too late for the weekend.
n Crack from the rim down, no sign of a blow on the box. Second one from this batch.
> Broken on arrival, wants a replacement by the weekend
m @{colleague} there are enough left, express is fine for this one. | @{colleague} please write the batch down, the workshop wants to know.
a Hello {name}, I take care of breakages here. A new one leaves today by express and is with you on Friday. Keep the broken one, there is no need to send it back.
c That is very kind. Thank you for being so quick! | Wonderful, you have saved the birthday.
a I packed it in two boxes myself. Have a lovely party!`,
  },
  {
    topic: "delivery-late",
    order: ["shipped"],
    script: `
c It said three days and it is day six now. Order {order}. | Why is {order} not here yet? You promised Tuesday.
a You are right, {name}, it is late and I am sorry. I am asking the carrier.
c Please do. I have been waiting at home twice already.
n Stuck at the depot since Monday, no scan. Opened an enquiry with the carrier.
a They found it: a label had come off. It has a new one and goes out tomorrow morning. I have given you back the postage.
c All right. Thank you for telling me straight. | Okay, fair enough. Thanks for the postage.
a Thank you for your patience. I look again tomorrow at noon, without you asking.`,
  },
  {
    topic: "change-address",
    order: ["placed", "paid", "packed"],
    script: `
c I ordered this morning ({order}) and put in my old address. Can that still be changed? | Quick one: can I change where {order} goes?
a Yes, it has not left yet. Please use the link in your confirmation, so that only you can do it.
c Done. Can you see it? | I have just done it, does it show?
a It does. It goes to the new one, and nothing else changes. | I see it, thank you. It is on the label.
c Phew. Thanks! | Great, thank you.`,
  },
  {
    topic: "cancel-order",
    order: ["cancelled", "placed", "paid"],
    script: `
c Hello, I ordered two by mistake. Can you cancel {order}? | Please cancel {order}, my sister had the same idea.
a Of course, it has not been packed yet. Shall I cancel all of it?
c Yes please, all of it.
a Done. The money goes back the way it came and is there in two to four working days.
c Thanks, that was easy. | Thank you, sorry for the trouble.
a No trouble at all. | Not at all, it happens every day.`,
  },
  {
    topic: "return-how",
    order: ["delivered", "return_requested", "returned"],
    script: `
c How do I send something back? It is the {product} from {order}. | I would like to return the {product}, it is smaller than I thought.
a You have thirty days, so there is plenty of time. Is it unused?
c Yes, I only took it out of the box. | I held it in my hands, nothing more.
a Then open your order in the store and choose "Return": the label comes by email and the postage is on us.
c Found it. And when do I get the money back? | I see the button, thanks. How long does the refund take?
a Two working days after it is back with us. I will write to you when it is.
c Perfect, thank you.`,
  },
  {
    topic: "exchange",
    order: ["delivered"],
    team: "after-sales",
    script: `
c Could I swap the {product} for another colour? It does not go with anything in my kitchen. | Is it possible to exchange the {product} from {order}?
a Certainly, {name}. Which one would you like instead?
c The darker one, if you still have it.
> Exchange for another colour, unused
n Four left, put one aside under the customer number.
a Hello, I have put one aside for you. Send yours back with the label in your inbox; the new one leaves when the carrier has scanned it.
c So I do not have to pay first? Nice.
a No, same price, nothing to pay.`,
  },
  {
    topic: "refund-time",
    order: ["refunded", "returned"],
    script: `
c I sent the {product} back last week and have not seen any money yet. ({order}) | When will the refund for {order} arrive?
a Let me look, {name}.
a It went out yesterday at 16:20, back to the card that you paid with. Banks take up to three working days to show it.
c Ah, so it is on its way. I will wait until Thursday then.
a If it is not there by then, write to me and I will send you the bank's reference. | Please do. I note it down for Thursday.
c Will do, thanks. | Thank you, that helps.`,
  },
  {
    topic: "invoice-get",
    order: ["delivered", "shipped", "paid"],
    script: `
c Could you send me an invoice for {order}? I need it for our office. | Hi, where do I find the invoice for {order}?
a Of course. In whose name should it be?
c In the company's: Northwind Studio.
a You have it by email now, as a PDF. It is in your orders too, under "Invoice".
c Got it. Could you add our VAT number? | It is there, thank you. One thing: our VAT number is missing.
a Please write it into your account under "Company". I make the invoice again as soon as it is there.
c Done.
a And here is the new one, with the number on it.
c Perfect service, thank you.`,
  },
  {
    topic: "coupon-fails",
    script: `
c The code from your newsletter does not work. It says it is not valid. | I am trying to use SPRINGLEAF and the shop refuses it.
a Sorry about that. Which tea or pot do you have in mind?
c The {product}.
a I see: the code is for teaware only, and there is tea in your order as well. That should be written there more clearly.
n Third one today who stumbles over this. Asked marketing to change the text.
a I have made you one of your own that covers all of it. It works until Sunday.
c Oh, how nice. Just used it, it worked. | That worked at once. Thank you!`,
  },
  {
    topic: "bulk-order",
    script: `
c We would like forty sets for our customers before the New Year. Is there a price for that? | Hello, do you sell to hotels? We need about sixty pairs of cups.
a Thank you for thinking of us! From thirty pieces on it is twelve per cent less, from a hundred on twenty. When would you need them?
c By the tenth of December, to one address. With a card from us in each, if you can do that.
n Worth a call. Workshop has capacity until the 4th, cups only.
m @{colleague} I can offer 15 % if they take the caddies too. | @{colleague} ask whether they want the plain boxes, those are ready.
a That works. Each box can have your card; we need its text by the end of this week. I send you an offer today.
c Sounds good. I will show it to my boss and come back to you. | Great, please send it. We decide on Monday.
a It is in your inbox. Take your time, the price stands for fourteen days.`,
  },
  {
    topic: "advice-kettle",
    script: `
c Does the arc kettle work on induction? | Quick question about the kettle: does it whistle? And is it fine on induction?
a It works on gas, induction and glass, and it does not whistle: you hear the water before it boils.
c And the handle does not get hot?
a It is walnut and stands away from the body, so you can take it without a cloth.
c Sold. | Good, then I will order one tonight.
a A pleasure. Rinse it with boiling water once before its first tea. | You will like it. Tell us how the first pour went!`,
  },
  {
    topic: "advice-teapot",
    script: `
c I have never had a clay pot. Do I have to do anything before I use it? | How do I start with a purple clay teapot?
a Only a little: fill it with boiling water three times, let it cool each time, and never use soap.
c And can I brew green tea in it one day and black tea the next?
a Better not: it keeps a bit of each. Choose one kind, and use the gaiwan for the rest.
c Then it will be oolong. Which one would you take?
a The rock oolong, 5 g in 320 ml, just off the boil, twenty seconds at first.
c You have been very helpful. | I am looking forward to this. Thank you!`,
  },
  {
    topic: "advice-tea",
    script: `
c What would you give somebody who only knows tea bags? | I need a present for my father. He drinks black tea with milk.
a Then I would begin with the ripe pu-erh: dark, smooth and hard to get wrong.
c How does one break a bit off that cake?
a With a blunt knife from the side, a little at a time. We put a pick in the parcel for you.
c That is sweet. I take one and the red caddy.
a He will have tea until summer. Shall I leave the prices out?
c Yes please!`,
  },
  {
    topic: "restock",
    script: `
c When will the kettle in sand be back? | Is the sand-coloured kettle gone for good?
a It is being glazed at the moment; we expect it in about two weeks.
c Can you tell me when it is there?
a I have put you on the list. You get one email and nothing else. | Done, you hear from us on the day.
c Thanks, that is all I wanted to know.`,
  },
  {
    topic: "gift-note",
    order: ["placed", "paid"],
    script: `
c Could you put a note into {order}? It goes straight to my friend. | {order} is a present. Could you leave the bill out and write a card?
a With pleasure. What should the card say?
c "For slow mornings. Yours, Ines"
a Written by hand, on the paper with the leaf. And there are no prices in the parcel.
c You are the best.
n Card is done and lies with the order.`,
  },
  {
    topic: "missing-part",
    order: ["delivered"],
    team: "after-sales",
    script: `
c The lid is missing in my parcel! {order}. | I have unpacked {order} and there is one cup instead of two.
a Oh no. Could you look under the paper at the bottom of the box? Things hide there sometimes.
c I have, twice. It is not there.
> Part missing, box was checked
m @{colleague} the scale at packing says 90 g too light, so they are right.
a Then it never left us, and I apologise. It goes out today as a letter and is with you in two days.
c Thanks for believing me. | Thank you for sorting it out so fast.`,
  },
  {
    topic: "wrong-item",
    order: ["delivered"],
    team: "after-sales",
    script: `
c I ordered the {product} and got a tea tray. Not the same thing :) ({order}) | Somebody mixed up my parcel: this is not the {product}.
a Not the same thing at all, you are right. I am sorry!
> Wrong item in the parcel
a I send the right one today. The tray is picked up at your door tomorrow, you need not pack it nicely.
c I will be out until five. Can they come after that?
a They come between five and eight.
c Perfect. Thanks for the quick help!`,
  },
  {
    topic: "not-received",
    order: ["delivered", "shipped"],
    team: "after-sales",
    script: `
c The tracking says delivered, but there is nothing here. {order} | It says that {order} was handed over on Monday. To whom? I have nothing.
a That is worrying. Could it be with a neighbour, or behind the bins? Drivers do that.
c I asked both neighbours. Nothing.
> Marked as delivered, not received
n Not their signature. Claim filed with the carrier, no. 4471.
a I have opened a claim, and you do not have to wait for its end: a new parcel leaves tomorrow, this time with a code that only you know.
c That is more than I expected. Thank you. | Thank you. I feel better already.`,
  },
  {
    topic: "overseas",
    script: `
c Do you ship to Norway? And what about customs? | Hi! Can you send two teapots to Canada?
a We do, within nine to twelve days. Duties are paid when you order, so nobody rings at your door for money.
c What does it cost?
a Eighteen dollars up to five kilos, nothing from two hundred on.
c That is less than I feared. Thank you.
a You are welcome. Pots travel in two boxes, one in the other.`,
  },
  {
    topic: "praise",
    order: ["delivered"],
    script: `
c No problem at all, I just wanted to say that the {product} is beautiful. | I never write such things, but whoever packed {order}: that was lovely.
a What a message to start the day with. I will read it out at the packing table!
c Please do. The little card made my mother cry (in a good way).
a That was Mrs Wu. She is blushing now.`,
  },
  {
    topic: "complaint",
    order: ["shipped", "delivered"],
    script: `
c This is the third time that I write. NOBODY answers my emails. Where is {order}?!
c I paid a week ago and all I get is silence.
a You have every reason to be angry, {name}. I am here now and I stay until this is solved.
n Two of their mails went to the old address that is not read any more. Told the admin.
a I have found both of your emails: they went to an address that we no longer read, and that is our fault. Your parcel lies at the pick-up point since yesterday.
c Why does nobody tell me that??
a The message should have come by text and did not. I have had it sent to your door for this afternoon, free of charge.
c Okay. If it comes today I will say no more.
a~3h The carrier says that it was handed over at 15:42. Is everything in order?
c~20m It is here and it is lovely. Sorry for shouting.
a Nothing to be sorry for. Thank you for giving us another chance.`,
  },
  {
    topic: "payment-failed",
    script: `
c I cannot pay. The page loads and loads and then says "try again". | My card is refused at the last step, though it works everywhere else.
a Thank you for telling us. Nothing was taken from your card, I can see that.
a The bank's confirmation page is slow at the moment. Does it work in another browser, or in their app?
c It worked on my phone!
a I see the order. Everything is fine.
c Thank you!`,
  },
  {
    topic: "double-charge",
    order: ["paid", "packed", "shipped"],
    script: `
c I was charged twice for {order}. There are two lines on my statement. | There are two payments for {order} in my banking app, please check.
a I see one payment and one reservation that was never collected. The second one disappears by itself in three days.
c Are you sure? It looks exactly the same.
a I am. I send you the payment's number by email: with it your bank sees the difference at once.
c All right, I will wait the three days.
n Asked to be told on Friday whether it is gone.
a Write to me on Friday if it is still there, please, and I will call the bank with you.`,
  },
  {
    topic: "masked",
    order: ["shipped"],
    script: `
c Could the driver call me before? My number is +1 202-555-0143, the bell is broken. | The bell does not work. They should call +1 202-555-0176.
a I have passed it on for {order}. Drivers call about ten minutes before.
c Great, thanks.
n The driver has the number +1 202-555-0143 and the remark about the bell.
a You are welcome. It should be there between one and three.`,
  },
];
