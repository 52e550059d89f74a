/** The console's words about what a customer ordered. */
import { defineWords } from "./translate.ts";

export const ordersWords = defineWords({
  en: {
    "orders.title": "Orders",
    "orders.all": "All {count}",
    "orders.fewer": "Fewer",
    "orders.none": "No orders yet.",
    "orders.failed": "The orders did not load.",
    "orders.more": { one: "and one more item", other: "and {count} more items" },
    "orders.status.placed": "Placed",
    "orders.status.paid": "Paid",
    "orders.status.packed": "Packed",
    "orders.status.shipped": "On its way",
    "orders.status.delivered": "Delivered",
    "orders.status.return_requested": "Return requested",
    "orders.status.returned": "Returned",
    "orders.status.refunded": "Refunded",
    "orders.status.cancelled": "Cancelled",
  },
  "zh-CN": {
    "orders.title": "订单",
    "orders.all": "全部 {count} 笔",
    "orders.fewer": "收起",
    "orders.none": "暂无订单。",
    "orders.failed": "订单加载失败。",
    "orders.more": "另有 {count} 件商品",
    "orders.status.placed": "待付款",
    "orders.status.paid": "已付款",
    "orders.status.packed": "已打包",
    "orders.status.shipped": "运输中",
    "orders.status.delivered": "已签收",
    "orders.status.return_requested": "申请退货",
    "orders.status.returned": "已退货",
    "orders.status.refunded": "已退款",
    "orders.status.cancelled": "已取消",
  },
});
